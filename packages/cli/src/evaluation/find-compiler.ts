import type { CompileCode } from "@tunewright/evals";
import { compileSnippet, probeCompiler } from "@tunewright/sourcepawn";
import type { CliContext } from "../context.ts";
import type { LoadedConfig } from "../input/load-config.ts";

/**
 * Finds SourcePawn's compiler: the one that the config names, else `spcomp` on the PATH.
 *
 * @returns A function that compiles the longest code part of an answer, the plugin itself; nothing where there is no
 *   compiler, and then the results say "not checked" and never "passed".
 */
export async function findCompiler(context: CliContext, config: LoadedConfig): Promise<CompileCode | undefined> {
  const { spcomp } = config.config;
  const compiler = await probeCompiler({
    path: context.env["PATH"] ?? "",
    ...(spcomp === undefined ? {} : { compiler: config.resolve(spcomp) }),
  });
  if (compiler === undefined) return undefined;
  return async (code) => {
    const longest = code.toSorted((a, b) => b.length - a.length)[0];
    if (longest === undefined) return "not-checked";
    return (await compileSnippet(longest, { compiler, signal: context.signal })).status;
  };
}
