import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/**
 * Runs a program to its end.
 *
 * @returns What it printed on standard output.
 * @throws {Error} If it ends with another code than 0, with the first lines of what it printed.
 */
export async function run(command: string, argv: readonly string[], cwd: string): Promise<string> {
  const child = spawn(command, argv, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code === 0) return stdout;
  const said = (stderr.trim() || stdout.trim()).split("\n").slice(0, 6).join("\n         ");
  throw new Error(`${command} ended with ${code}: ${said}`);
}
