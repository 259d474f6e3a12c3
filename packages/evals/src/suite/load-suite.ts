import { createHash } from "node:crypto";
import path from "node:path";
import {
  contractFaults,
  type EvalSuite,
  evalSuiteSchema,
  PipelineError,
  readYaml,
  yamlOffset,
} from "@tunewright/schema";
import { LineCounter, parseDocument } from "yaml";
import { readInput } from "../read-input.ts";
import { type ApiNames, checkSuiteNames } from "./check-suite-names.ts";

/** Options for {@link loadSuite}. */
export interface LoadSuiteOptions {
  /** Real names of the API; with it, every name of the suite is checked. */
  readonly api?: ApiNames;
}

/** A suite that is ready to run. */
export interface LoadedSuite {
  /** The suite, with the cases of the one it extends before its own. */
  readonly suite: EvalSuite;
  /** Hash of the resolved suite, so that results of different suites are not taken for one. */
  readonly sha256: string;
}

/**
 * Reads a suite from YAML and checks everything that can be checked before money is spent.
 *
 * @param file Path of the YAML file.
 * @param options API names to check against.
 * @throws {PipelineError} `INPUT_NOT_FOUND`, or `SUITE_INVALID` with file, line and column of each fault in `details.faults`.
 *
 * @example Load the ten cases
 * ```ts
 * const { suite } = await loadSuite("data/suites/l4d2-table.yaml");
 * console.log(suite.cases.map((item) => item.id));
 * ```
 */
export async function loadSuite(file: string, options: LoadSuiteOptions = {}): Promise<LoadedSuite> {
  const suite = await readSuite(file, []);
  const faults = [...findFaults(suite), ...(options.api ? checkSuiteNames(suite, options.api) : [])];
  if (faults.length > 0) refuse(file, faults);
  return { suite, sha256: createHash("sha256").update(JSON.stringify(suite)).digest("hex") };
}

async function readSuite(file: string, seen: readonly string[]): Promise<EvalSuite> {
  if (seen.includes(file)) refuse(file, ["It extends itself."]);
  const hint =
    "Name a suite of the config's folder of suites, or the path of a YAML file; nothing was asked of a model yet.";
  const text = await readInput(file, { what: "the suite", hint });
  const own = parseSuite(text, file);
  if (own.extends === undefined) return own;
  const base = await readSuite(path.resolve(path.dirname(file), own.extends), [...seen, file]);
  const { extends: _, ...rest } = own;
  return {
    ...rest,
    categories: { ...base.categories, ...own.categories },
    quick: own.quick.length > 0 ? own.quick : base.quick,
    systemPrompt: own.systemPrompt ?? base.systemPrompt,
    corrections: [...base.corrections, ...own.corrections],
    cases: [...base.cases, ...own.cases],
  };
}

function parseSuite(text: string, file: string): EvalSuite {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const content = readYaml(document, { text, lines });
  if (content.kind === "faults") {
    refuse(
      file,
      content.faults.map(({ line, column, message }) => `${line}:${column} ${message}`),
    );
  }
  const parsed = evalSuiteSchema.safeParse(content.value);
  if (parsed.success) return parsed.data;
  refuse(
    file,
    contractFaults(parsed.error.issues, content.value).map(({ path: at, isKey, message }) => {
      const { line, col } = lines.linePos(yamlOffset(document, at, isKey ? "key" : "value"));
      return `${line}:${col} ${at.join(".") || "the suite"}: ${message}`;
    }),
  );
}

function findFaults(suite: EvalSuite): string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  if (suite.cases.length === 0) faults.push("It has no cases.");
  for (const { id, category } of suite.cases) {
    if (ids.has(id)) faults.push(`Case ${id} is there twice.`);
    ids.add(id);
    if (suite.categories[category] === undefined)
      faults.push(`Case ${id} is of category ${category}, which has no title.`);
  }
  for (const id of suite.quick) if (!ids.has(id)) faults.push(`The quick run names ${id}, which is no case.`);
  return faults;
}

function refuse(file: string, faults: readonly string[]): never {
  throw new PipelineError(
    "SUITE_INVALID",
    `The suite ${file} cannot be used: ${faults.map((fault) => fault.replace(/\.$/, "")).join("; ")}.`,
    {
      details: { path: file, faults },
      hint: "Mend the YAML file; nothing was asked of a model yet.",
    },
  );
}
