import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  compileRules,
  createSourcePawnAdapter,
  loadRulePacks,
  type RuleTable,
  sanitizeRecord,
} from "../../packages/sanitizer/src/index.ts";
import type { Rule } from "../../packages/schema/src/index.ts";
import { loadApiIndex } from "../../packages/sourcepawn/src/index.ts";
import { realCodeSites } from "./real-code-sites.ts";
import { bareShapes, type RecordShape, recordShapes } from "./record-shapes.ts";
import { decoys } from "./repair-decoys.ts";
import { repairSites } from "./repair-sites.ts";

/** One wrong name that was put into a record, or one record that should have stayed. */
export interface Trial {
  readonly source: "made" | "sample" | "plugin";
  readonly rule: string;
  /** How the name stands in the code, or where the record comes from. */
  readonly place: string;
  readonly shape: string;
  /**
   * `repaired` and `stayed` are right; `missed`, `doubtful` and `changed` are not. A repair is `held` back where code includes files
   * that nobody knows, or is itself one of several: there, the name may be defined in another.
   */
  readonly outcome: "repaired" | "held" | "missed" | "doubtful" | "stayed" | "changed";
}

/** What {@link runTrials} works on. */
export interface TrialOptions {
  readonly root: string;
  /** Folders with `.sp` and `.inc` files that are known to be right. */
  readonly plugins?: readonly string[];
  /** Every how many-th shape is tried at each place; 1 tries all. */
  readonly every?: number;
}

/** Injects every wrong name wherever it fits, repairs the records, and says how each came out. */
export async function* runTrials({ root, plugins = [], every = 1 }: TrialOptions): AsyncGenerator<Trial> {
  const packs = await loadRulePacks([join(root, "data/rules")]);
  const index = await loadApiIndex(join(root, "data/api/l4d2-sourcemod-1.12.json"));
  const all = packs.map(({ pack }) => pack).filter(({ pack }) => pack !== "security");
  const table = compileRules(all, { languages: [createSourcePawnAdapter()], index });
  const rules = table.rules.map(({ rule }) => rule);
  const shapes = [...Object.entries(recordShapes), ...Object.entries(bareShapes)];
  let count = 0;
  for (const rule of rules) {
    for (const { place, wrong, right } of repairSites(rule)) {
      for (const [shape, put] of shapes) {
        count += 1;
        // A single line that only calls a function says nothing of its language.
        if (count % every !== 0 || (shape in bareShapes && place.endsWith("one line"))) continue;
        yield {
          source: "made",
          rule: rule.id,
          place,
          shape,
          outcome: repairOutcome(put(wrong), put(right), table, rule),
        };
      }
    }
    for (const { reason, message } of decoys(rule)) {
      const record = JSON.stringify({ messages: [{ role: "assistant", content: message }] });
      yield { source: "made", rule: rule.id, place: reason, shape: "message", outcome: stayOutcome(record, table) };
    }
  }
  yield* sampleTrials(await sampleRecords(root, table), rules, table, every);
  yield* pluginTrials(await pluginFiles(plugins), rules, table);
}

/** The sample data of the project, repaired: what is right code as assistants write it. */
async function sampleRecords(root: string, table: RuleTable): Promise<string[]> {
  const records: string[] = [];
  for (const file of await filesIn(join(root, "data/raw"), /\.jsonl$/)) {
    for (const line of (await readFile(file, "utf8")).split("\n")) {
      if (line !== "") records.push(sanitizeRecord(line, table).source);
    }
  }
  return records;
}

function* sampleTrials(
  records: readonly string[],
  rules: readonly Rule[],
  table: RuleTable,
  every: number,
): Generator<Trial> {
  let count = 0;
  for (const record of records) {
    // Only whole lines of code in fences: a name in a sentence is no reference in code.
    for (const { index, 0: fence } of record.matchAll(/```(?:sourcepawn|sp)\\n.*?```/g)) {
      for (const { rule, start, end, wrong } of realCodeSites(decode(fence), rules)) {
        count += 1;
        if (count % every !== 0) continue;
        const code = decode(fence);
        const broken = encode(code.slice(0, start) + wrong + code.slice(end));
        // A message that speaks of the wrong name, or names both, is a lesson.
        const rest = record.slice(0, index) + record.slice(index + fence.length);
        if (rest.includes(wrong) || encode(code) !== fence) continue;
        const outcome = repairOutcome(
          record.slice(0, index) + broken + record.slice(index + fence.length),
          record,
          table,
          rule,
        );
        yield { source: "sample", rule: rule.id, place: rule.match.kind, shape: "as it is", outcome };
      }
    }
  }
}

async function pluginFiles(folders: readonly string[]): Promise<string[]> {
  const names = await Promise.all(folders.map((folder) => filesIn(folder, /\.(?:sp|inc)$/)));
  return Promise.all(names.flat().map((name) => readFile(name, "utf8")));
}

async function filesIn(folder: string, name: RegExp): Promise<string[]> {
  const found = await readdir(folder, { recursive: true });
  return found
    .filter((file) => name.test(file))
    .sort()
    .map((file) => join(folder, file));
}

function* pluginTrials(files: readonly string[], rules: readonly Rule[], table: RuleTable): Generator<Trial> {
  const put = recordShapes["fence sourcepawn"] as RecordShape;
  for (const code of files) {
    for (const [shape, wrap] of [...Object.entries(recordShapes), ...Object.entries(bareShapes)]) {
      yield { source: "plugin", rule: "", place: "correct file", shape, outcome: stayOutcome(wrap(code), table) };
    }
    for (const { rule, start, end, wrong } of realCodeSites(code, rules)) {
      const broken = code.slice(0, start) + wrong + code.slice(end);
      const outcome = repairOutcome(put(broken), put(code), table, rule);
      yield { source: "plugin", rule: rule.id, place: rule.match.kind, shape: "fence sourcepawn", outcome };
    }
  }
}

function repairOutcome(broken: string, right: string, table: RuleTable, { id }: Rule): Trial["outcome"] {
  const { source, hits } = sanitizeRecord(broken, table, { fixDeprecated: true });
  if (source === right) return "repaired";
  // Real code has deprecated calls of its own, which are rewritten as well.
  if (source === sanitizeRecord(right, table, { fixDeprecated: true }).source) return "repaired";
  const doubts = hits.flatMap(({ hit }) => (hit.code === "doubtful" && hit.rule.rule.id === id ? [hit.reason] : []));
  if (doubts.length === 0) return "missed";
  return doubts.every((reason) => reason === "unknown-include" || reason === "part-of-plugin") ? "held" : "doubtful";
}

function stayOutcome(record: string, table: RuleTable): Trial["outcome"] {
  return sanitizeRecord(record, table).source === record ? "stayed" : "changed";
}

function decode(json: string): string {
  return JSON.parse(`"${json}"`) as string;
}

function encode(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
