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
import { type ApiNames, checkSuiteNames, type SuiteFault } from "./check-suite-names.ts";

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
  const { suite, placeOf } = await readSuite(file, []);
  const faults = [...findFaults(suite), ...(options.api ? checkSuiteNames(suite, options.api) : [])];
  if (faults.length > 0) {
    refuse(
      file,
      faults.map(({ path: at, message }) => [placeOf(at), message].filter((part) => part !== "").join(" ")),
    );
  }
  return { suite, sha256: createHash("sha256").update(JSON.stringify(suite)).digest("hex") };
}

type PathInSuite = SuiteFault["path"];

/** A suite as it was read. */
interface ReadSuite {
  readonly suite: EvalSuite;
  /** Where a value stands, as `12:5`, with the file before it where that is another one; empty for the suite as a whole. */
  readonly placeOf: (at: PathInSuite) => string;
}

async function readSuite(file: string, seen: readonly string[]): Promise<ReadSuite> {
  if (seen.includes(file)) refuse(file, ["It extends itself."]);
  const hint =
    "Name a suite of the config's folder of suites, or the path of a YAML file; nothing was asked of a model yet.";
  const text = await readInput(file, { what: "the suite", hint });
  const parsed = parseSuite(text, file);
  const own = parsed.suite;
  if (own.extends === undefined) return parsed;
  const baseFile = path.resolve(path.dirname(file), own.extends);
  const base = await readSuite(baseFile, [...seen, file]);
  const { extends: _, ...rest } = own;
  const suite = {
    ...rest,
    categories: { ...base.suite.categories, ...own.categories },
    quick: own.quick.length > 0 ? own.quick : base.suite.quick,
    systemPrompt: own.systemPrompt ?? base.suite.systemPrompt,
    corrections: [...base.suite.corrections, ...own.corrections],
    cases: [...base.suite.cases, ...own.cases],
  };
  const ofBase = (at: PathInSuite): string => {
    const place = base.placeOf(at);
    return /^\d/.test(place) ? `${baseFile}:${place}` : place;
  };
  return {
    suite,
    placeOf: ([key, index, ...deeper]) => {
      if (key === undefined) return "";
      if (key === "quick" && own.quick.length === 0) return ofBase([key, ...(index === undefined ? [] : [index])]);
      if ((key !== "cases" && key !== "corrections") || typeof index !== "number") {
        return parsed.placeOf([key, ...(index === undefined ? [] : [index]), ...deeper]);
      }
      const before = base.suite[key].length;
      return index < before ? ofBase([key, index, ...deeper]) : parsed.placeOf([key, index - before, ...deeper]);
    },
  };
}

function parseSuite(text: string, file: string): ReadSuite {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const content = readYaml(document, { text, lines });
  if (content.kind === "faults") {
    refuse(
      file,
      content.faults.map(({ line, column, message }) => `${line}:${column} ${message}`),
    );
  }
  const placeOf = (at: readonly PropertyKey[], of: "key" | "value" = "value"): string => {
    const { line, col } = lines.linePos(yamlOffset(document, at, of));
    return `${line}:${col}`;
  };
  const parsed = evalSuiteSchema.safeParse(content.value);
  if (parsed.success) return { suite: parsed.data, placeOf: (at) => (at.length === 0 ? "" : placeOf(at)) };
  refuse(
    file,
    contractFaults(parsed.error.issues, content.value).map(
      ({ path: at, isKey, message }) =>
        `${placeOf(at, isKey ? "key" : "value")} ${at.join(".") || "the suite"}: ${message}`,
    ),
  );
}

function findFaults(suite: EvalSuite): SuiteFault[] {
  const faults: SuiteFault[] = [];
  const ids = new Set<string>();
  if (suite.cases.length === 0) faults.push({ path: [], message: "It has no cases." });
  for (const [index, { id, category }] of suite.cases.entries()) {
    if (ids.has(id)) faults.push({ path: ["cases", index, "id"], message: `Case ${id} is there twice.` });
    ids.add(id);
    if (!Object.hasOwn(suite.categories, category)) {
      const message = `Case ${id} is of category ${category}, which has no title. Give it one under \`categories\`.`;
      faults.push({ path: ["cases", index, "category"], message });
    }
  }
  for (const [index, id] of suite.quick.entries()) {
    if (!ids.has(id)) faults.push({ path: ["quick", index], message: `The quick run names ${id}, which is no case.` });
  }
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
