import { createTwoFilesPatch } from "diff";
import { decodeSpan } from "../records/json-text-span.ts";
import { findRecordTexts } from "../records/record-texts.ts";
import type { BatchPair } from "../records/sanitize-batch.ts";

/** Prints a changed record as a unified diff of its decoded texts, one for each text that changed. */
export function formatDiff(file: string, { line, before, after }: BatchPair): string {
  const old = textsOf(before);
  let diff = "";
  for (const [path, text] of textsOf(after)) {
    const previous = old.get(path) ?? "";
    if (previous === text) continue;
    const name = `${file}:${line} ${path}`;
    const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, `${previous}\n`, `${text}\n`, undefined, undefined, {
      context: 2,
    });
    diff += patch.replace(/^=+\n/, "");
  }
  return diff;
}

function textsOf(record: string): Map<string, string> {
  return new Map(
    findRecordTexts(record).map(({ path, start, end }) => [path, decodeSpan(record, start, end, false)] as const),
  );
}
