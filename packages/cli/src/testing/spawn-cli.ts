import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { CliRun } from "./run-cli.ts";

const program = fileURLToPath(new URL("./main-process.ts", import.meta.url));

/** Runs the command line in a process of its own, as a person does: several times as fast as inside a test's sandbox. */
export async function spawnCli(
  argv: readonly string[],
  options: { readonly cwd: string; readonly preload?: readonly string[] },
): Promise<CliRun> {
  const flags = ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning"];
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, ...env } = process.env;
  const child = spawn(process.execPath, [...flags, ...(options.preload ?? []), program, ...argv], {
    cwd: options.cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (piece: Buffer) => {
    stdout += piece.toString();
  });
  child.stderr.on("data", (piece: Buffer) => {
    stderr += piece.toString();
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? -1));
  });
  return { code, stdout, stderr };
}
