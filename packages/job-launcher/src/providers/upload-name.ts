import type { LocalFile } from "../training-provider.ts";

/**
 * Name under which a dataset file is uploaded. It carries the hash of the bytes, since no provider tells one,
 * so that the same file is found again and not sent twice.
 */
export function uploadName(file: LocalFile): string {
  return `tunewright-${file.sha256.slice(0, 32)}.jsonl`;
}
