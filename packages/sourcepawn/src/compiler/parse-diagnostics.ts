/** One message of the compiler. */
export interface CompileDiagnostic {
  /** Name of the file, without its folder where it is the code itself. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly severity: "warning" | "error" | "fatal";
  /** Number of the message, such as 17 for an undefined symbol. */
  readonly code: number;
  readonly message: string;
}

const shape = /^(.*?)\((\d+)(?:\s*--\s*\d+)?\)\s*:\s*(fatal error|error|warning)\s+(\d+):\s*(.*?)\s*$/;

/**
 * Reads the messages of `spcomp`, as `plugin.sp(12) : error 017: undefined symbol "RandomFloat"`.
 *
 * @param folder Folder of the code, which is cut from the names of files.
 */
export function parseDiagnostics(output: string, folder = ""): CompileDiagnostic[] {
  const diagnostics: CompileDiagnostic[] = [];
  for (const line of output.split(/\r?\n/)) {
    const match = shape.exec(line.trimStart());
    if (match === null) continue;
    const [, file = "", number = "0", severity = "", code = "0", message = ""] = match;
    diagnostics.push({
      file: cut(file, folder),
      line: Number(number),
      severity: severity === "fatal error" ? "fatal" : severity === "error" ? "error" : "warning",
      code: Number(code),
      message: folder === "" ? message : message.replaceAll(folder, ""),
    });
  }
  return diagnostics;
}

function cut(file: string, folder: string): string {
  return folder !== "" && file.startsWith(folder) ? file.slice(folder.length).replace(/^[\\/]/, "") : file;
}
