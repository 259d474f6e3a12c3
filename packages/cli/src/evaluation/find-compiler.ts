import { execFile } from "node:child_process";
import { access, constants, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { CompileCode } from "@tunewright/evals";
import { PipelineError } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import type { LoadedConfig } from "../load-config.ts";

/** A compiler that takes longer than this is stopped, and the code counts as not checked. */
const timeLimitMs = 20_000;

/**
 * Finds SourcePawn's compiler: the one that the config names, else `spcomp` on the PATH.
 *
 * @returns A function that compiles the longest code part of an answer; nothing where there is no compiler, and then the
 *   results say "not checked" and never "passed".
 * @throws {PipelineError} `CONFIG_INVALID` when the config names a compiler that cannot be run.
 */
export async function findCompiler(context: CliContext, loaded: LoadedConfig): Promise<CompileCode | undefined> {
  const { spcomp } = loaded.config;
  if (spcomp !== undefined) {
    const named = loaded.resolve(spcomp);
    if (await isProgram(named)) return (code) => compile(named, code);
    throw new PipelineError("CONFIG_INVALID", `Cannot run the compiler ${spcomp} that the config names.`, {
      hint: "Correct `spcomp` in the config, or take it out.",
    });
  }
  for (const folder of (context.env["PATH"] ?? "").split(delimiter).filter(Boolean)) {
    for (const name of ["spcomp", "spcomp64", "spcomp.exe"]) {
      const program = join(folder, name);
      if (await isProgram(program)) return (code) => compile(program, code);
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** In a folder of its own, without a shell, with a time limit. */
async function compile(program: string, code: readonly string[]): ReturnType<CompileCode> {
  const longest = code.toSorted((a, b) => b.length - a.length)[0];
  if (longest === undefined) return "not-checked";
  const folder = await mkdtemp(join(tmpdir(), "tunewright-spcomp-"));
  try {
    await writeFile(join(folder, "answer.sp"), longest);
    return await new Promise((done) => {
      execFile(program, ["answer.sp", "-oanswer.smx"], { cwd: folder, timeout: timeLimitMs }, (error) => {
        if (error === null) done("passed");
        else done(typeof error.code === "number" ? "failed" : "not-checked");
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
