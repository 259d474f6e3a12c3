import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CodeModel } from "../model/code-model.ts";
import { type CompileDiagnostic, parseDiagnostics } from "./parse-diagnostics.ts";

/** Options for {@link compileSnippet}. */
export interface CompileSnippetOptions {
  /** Path of the compiler, from `probeCompiler`; left out, nothing is checked. */
  readonly compiler?: string | undefined;
  /** Folders of include files beside the compiler's own. */
  readonly includes?: readonly string[];
  /**
   * Time limit in milliseconds.
   *
   * @default 20_000
   */
  readonly timeout?: number;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What the compiler says of a piece of code. */
export interface CompileResult {
  /** `not-checked` where there is no compiler, or where it could not decide: never a silent pass. */
  readonly status: "passed" | "failed" | "not-checked";
  /** Why it was not checked, as one sentence. */
  readonly reason?: string;
  readonly diagnostics: readonly CompileDiagnostic[];
}

/** What is kept of the compiler's output. */
const MAX_OUTPUT = 1_000_000;

/**
 * Compiles a whole plugin in a temporary folder that is removed afterwards.
 *
 * The compiler runs without a shell, with a time limit, and without the environment of this process, so that no key gets
 * into its hands. Code that includes a file by an absolute path or by `..` is not given to it.
 */
export async function compileSnippet(code: string, options: CompileSnippetOptions = {}): Promise<CompileResult> {
  const { compiler, includes = [], timeout = 20_000, signal } = options;
  if (compiler === undefined) return notChecked("No compiler was found.");
  if (new CodeModel(code).includes.some(leavesFolder)) {
    return notChecked("The code includes a file outside the include folders.");
  }
  const folder = await mkdtemp(join(tmpdir(), "tunewright-spcomp-"));
  try {
    await writeFile(join(folder, "snippet.sp"), code);
    const output = join(folder, "snippet.smx");
    const argv = ["snippet.sp", `-o${output}`, ...includes.map((include) => `-i${include}`)];
    const run = await runCompiler(compiler, argv, { folder, timeout, signal });
    if (typeof run === "string") return notChecked(run);
    const diagnostics = parseDiagnostics(run.output, folder);
    if (diagnostics.some(({ severity }) => severity !== "warning")) return { status: "failed", diagnostics };
    if (run.code === 0) return { status: "passed", diagnostics };
    return { ...notChecked(`The compiler ended with ${run.code} and without an error message.`), diagnostics };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function notChecked(reason: string): CompileResult {
  return { status: "not-checked", reason, diagnostics: [] };
}

function leavesFolder(path: string): boolean {
  return /^(?:[\\/]|[A-Za-z]:)/.test(path) || path.split(/[\\/]/).includes("..");
}

/** Runs the compiler and returns its output, or why there is none. */
async function runCompiler(
  compiler: string,
  argv: readonly string[],
  {
    folder,
    timeout,
    signal,
  }: { readonly folder: string; readonly timeout: number; readonly signal: AbortSignal | undefined },
): Promise<{ readonly code: number; readonly output: string } | string> {
  if (signal?.aborted === true) return stopped;
  // Not ended by spawn's own `signal`: for a program that could not be started it signals whatever process id stands in memory
  // that was never written, 0 for this process's whole group among them.
  const child = spawn(compiler, argv, {
    cwd: folder,
    env: { PATH: dirname(compiler) },
    shell: false,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: string): void => {
    if (output.length < MAX_OUTPUT) output += chunk;
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  const { promise, resolve } = Promise.withResolvers<{ readonly code: number; readonly output: string } | string>();
  const stop = (reason: string): void => {
    resolve(reason);
    if (child.pid !== undefined) child.kill("SIGKILL");
    // What the compiler has started may hold these open long after it is gone.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const late = setTimeout(() => stop(`The compiler took longer than ${timeout} ms.`), timeout);
  const interrupt = (): void => stop(stopped);
  signal?.addEventListener("abort", interrupt, { once: true });
  child.on("error", () => resolve("The compiler could not be started."));
  child.on("close", (code) => resolve(code === null ? "The compiler was ended by a signal." : { code, output }));
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    signal?.removeEventListener("abort", interrupt);
  }
}

const stopped = "The check was stopped.";
