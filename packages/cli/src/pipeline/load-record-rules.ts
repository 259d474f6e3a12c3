import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { dedupeReportSchema, type RecordPlace, sanitizeReportSchema } from "@tunewright/schema";
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
  const sanitized = sanitizeReportSchema.safeParse(await readJson(join(folder, versionFiles.sanitize)));
  if (!sanitized.success) return () => [];
  const deduped = dedupeReportSchema.safeParse(await readJson(join(folder, versionFiles.dedupe)));
  const { lineBefore } = await import("@tunewright/splitter");
  const dropped = new Map<string, number[]>();
  for (const { file, line, dropped: isGone } of deduped.success ? deduped.data.duplicates : []) {
    if (isGone) add(dropped, basename(file), line);
  }
  const refused = new Map<string, number[]>();
  for (const { file, issues } of sanitized.data.rejects) {
    for (const line of new Set(issues.map((issue) => issue.line))) add(refused, basename(file), line);
  }
  const rules = new Map<string, string[]>();
  for (const { file, line, rule } of sanitized.data.changes) add(rules, `${basename(file)}:${line}`, rule);
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

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch {
    return undefined;
  }
}
