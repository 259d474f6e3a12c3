import type { PreflightFinding, Severity } from "@tunewright/schema";

/** A finding about the request itself. */
export function requestFinding(code: string, severity: Severity, message: string): PreflightFinding {
  return { code, severity, file: null, line: 0, path: "", message };
}

/** A finding about a file, or a line of it. */
export function fileFinding(
  file: string,
  code: string,
  severity: Severity,
  at: { line?: number; path?: string; message: string },
): PreflightFinding {
  return { code, severity, file, line: at.line ?? 0, path: at.path ?? "", message: at.message };
}
