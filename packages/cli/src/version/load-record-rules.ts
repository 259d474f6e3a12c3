import { basename, join } from "node:path";
import {
  dedupeReportSchema,
  type Duplicate,
  duplicateSchema,
  type RecordPlace,
  type SanitizeChange,
  sanitizeChangeSchema,
  sanitizeFindingSchema,
  sanitizeReportSchema,
  savedPairSchema,
} from "@tunewright/schema";
import { versionFiles } from "./version-folder.ts";

/**
 * Tells which rules changed a record of a version, from the reports of the steps before the split.
 *
 * A line of the split's input is traced back over the lines that dedupe left out and those that sanitize refused to the line of
 * the raw file that sanitize's report names.
 *
 * @param folder The version's folder. Without its reports no rule is known to have changed anything.
 */
export async function loadRecordRules(folder: string): Promise<(place: RecordPlace) => readonly string[]> {
  const { lineBefore, walkDocument } = await import("@tunewright/splitter");
  const refused = new Map<string, number[]>();
  const rules = new Map<string, string[]>();
  const dropped = new Map<string, number[]>();
  const sanitized = await walkDocument(join(folder, versionFiles.sanitize), {
    schema: sanitizeReportSchema,
    lists: {
      changes: {
        schema: sanitizeChangeSchema,
        take: ({ file, line, rule }: SanitizeChange) => add(rules, `${basename(file)}:${line}`, rule),
      },
      findings: { schema: sanitizeFindingSchema },
    },
    what: "a report of sanitize",
  }).catch(() => undefined);
  if (sanitized === undefined) return () => [];
  for (const { file, issues } of sanitized.rejects) {
    for (const line of new Set(issues.map((issue) => issue.line))) add(refused, basename(file), line);
  }
  await walkDocument(join(folder, versionFiles.dedupe), {
    schema: dedupeReportSchema,
    lists: {
      duplicates: {
        schema: duplicateSchema,
        take: ({ file, line, dropped: isGone }: Duplicate) => {
          if (isGone) add(dropped, basename(file), line);
        },
      },
      pairs: { schema: savedPairSchema },
    },
    what: "a report of dedupe",
  }).catch(() => dropped.clear());
  for (const lines of [...dropped.values(), ...refused.values()]) lines.sort((left, right) => left - right);
  return ({ file, line }) => {
    const name = basename(file);
    const cleanLine = lineBefore(line, dropped.get(name) ?? []);
    const rawLine = lineBefore(cleanLine, refused.get(name) ?? []);
    return [...new Set(rules.get(`${name}:${rawLine}`))];
  };
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
