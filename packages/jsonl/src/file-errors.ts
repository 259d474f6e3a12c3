import { PipelineError } from "@tunewright/schema/errors";

/** Whether an error carries a system error code such as `ENOENT`. */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Turns a system error on a file that was to be read into one clear line; one that is clear already stays. */
export function toInputError(error: unknown, path: string): PipelineError {
  if (error instanceof PipelineError) return error;
  const code = systemErrorCode(error);
  const details = { path };
  if (code === "ENOENT") {
    return new PipelineError("INPUT_NOT_FOUND", `Cannot read ${path}: there is no such file.`, {
      cause: error,
      details,
      hint: "Check the path; globs are expanded from the current folder.",
    });
  }
  if (code === "EISDIR") {
    return new PipelineError("INPUT_UNREADABLE", `Cannot read ${path}: it is a folder.`, {
      cause: error,
      details,
      hint: "Name a file in it.",
    });
  }
  if (code === "EACCES" || code === "EPERM") {
    return new PipelineError("INPUT_UNREADABLE", `Cannot read ${path}: permission denied.`, {
      cause: error,
      details,
      hint: "Give the file read permission for this user.",
    });
  }
  if (
    code?.startsWith("Z_") === true ||
    code?.startsWith("ZSTD_") === true ||
    code === "ERR_ZSTD_DECOMPRESSION_FAILED"
  ) {
    return new PipelineError(
      "INPUT_UNREADABLE",
      `Cannot unpack ${path}: the compressed data is damaged or cut short.`,
      {
        cause: error,
        details,
        hint: "Copy the file again from its origin.",
      },
    );
  }
  return new PipelineError("INPUT_UNREADABLE", `Cannot read ${path}: ${code ?? "unknown error"}.`, {
    cause: error,
    details,
  });
}

/** Turns a system error on a file that was to be written into one clear line; one that is clear already stays. */
export function toOutputError(error: unknown, path: string): PipelineError {
  if (error instanceof PipelineError) return error;
  const code = systemErrorCode(error);
  const details = { path };
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new PipelineError("NO_SPACE", `Cannot write ${path}: the disk is full. Nothing was replaced.`, {
      cause: error,
      details,
      hint: "Free some space and run the same command again.",
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new PipelineError("OUTPUT_UNWRITABLE", `Cannot write ${path}: permission denied.`, {
      cause: error,
      details,
      hint: "Choose another folder, or give this user write permission.",
    });
  }
  if (code === "ENOTDIR" || code === "EEXIST") {
    return new PipelineError("OUTPUT_UNWRITABLE", `Cannot write ${path}: a file stands where a folder has to be.`, {
      cause: error,
      details,
      hint: "Choose another name, or move that file.",
    });
  }
  if (code === "ENAMETOOLONG") {
    return new PipelineError("OUTPUT_UNWRITABLE", `Cannot write ${path}: the name is too long.`, {
      cause: error,
      details,
      hint: "Choose a shorter one.",
    });
  }
  if (code === "ENOENT") {
    return new PipelineError("OUTPUT_UNWRITABLE", `Cannot write ${path}: its folder does not exist.`, {
      cause: error,
      details,
      hint: "Create the folder first.",
    });
  }
  if (code === "EISDIR") {
    return new PipelineError("OUTPUT_UNWRITABLE", `Cannot write ${path}: it is a folder.`, {
      cause: error,
      details,
      hint: "Name a file.",
    });
  }
  return new PipelineError("OUTPUT_UNWRITABLE", `Cannot write ${path}: ${code ?? "unknown error"}.`, {
    cause: error,
    details,
  });
}
