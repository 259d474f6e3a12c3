import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";

/** Options for {@link probeCompiler}. */
export interface ProbeCompilerOptions {
  /** Path of `spcomp`, as the config names it; nothing else is tried then. */
  readonly compiler?: string;
  /** The folders to look in, as in the environment variable `PATH`. */
  readonly path?: string;
}

const names = process.platform === "win32" ? ["spcomp64.exe", "spcomp.exe"] : ["spcomp64", "spcomp"];

/** Finds SourcePawn's compiler. Returns its path, or `undefined` where there is none that can be run. */
export async function probeCompiler(options: ProbeCompilerOptions = {}): Promise<string | undefined> {
  const { compiler, path = "" } = options;
  if (compiler !== undefined) return (await isProgram(compiler)) ? resolve(compiler) : undefined;
  for (const folder of path.split(delimiter)) {
    // An empty entry would mean the current folder, where anybody's program may lie.
    if (folder === "") continue;
    for (const name of names) {
      const file = join(folder, name);
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
