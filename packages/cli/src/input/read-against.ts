import { readFile } from "node:fs/promises";
import { isObject } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import type { InputFile } from "@tunewright/splitter";
import { datasetsAndSuites, findInputs } from "./expand-inputs.ts";

/**
 * Finds the files that a split should not tell: JSONL datasets as they are, suites in YAML by the prompts of their cases.
 *
 * A folder gives the datasets and the suites below it; a suite that extends another asks what that one asks, too.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`; `SUITE_INVALID` when a YAML file holds no case with a prompt.
 */
export async function readAgainst(patterns: readonly string[], cwd: string): Promise<InputFile[]> {
  const inputs: InputFile[] = [];
  for (const { path } of await findInputs(patterns, cwd, { folder: datasetsAndSuites })) {
    inputs.push(isSuite(path) ? { path, content: asRecords(await promptsOf(path)) } : { path });
  }
  return inputs;
}

/** Whether a file is taken for a suite, by its name. */
export function isSuite(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/** The prompts of a suite's cases. Files of cases that this project does not know whole are taken, too. */
async function promptsOf(path: string): Promise<readonly string[]> {
  const refuse = (cause?: unknown): never => {
    throw new PipelineError("SUITE_INVALID", `Cannot read ${path}: it is no suite with cases that have a prompt.`, {
      cause,
    });
  };
  const { parse } = await import("yaml");
  let value: unknown;
  try {
    value = parse(await readFile(path, "utf8"));
  } catch (error) {
    return refuse(error);
  }
  if (!isObject(value)) return refuse();
  if (typeof value["extends"] === "string") {
    const { loadSuite } = await import("@tunewright/evals");
    return (await loadSuite(path)).suite.cases.map(({ prompt }) => prompt);
  }
  const { cases } = value;
  if (!Array.isArray(cases) || cases.length === 0) return refuse();
  return cases.map((entry: unknown) => {
    const prompt = isObject(entry) ? entry["prompt"] : undefined;
    return typeof prompt === "string" ? prompt : refuse();
  });
}

/** One JSONL record for each prompt, so that a line is the number of the case. */
function asRecords(prompts: readonly string[]): string {
  return `${prompts.map((content) => JSON.stringify({ messages: [{ role: "user", content }] })).join("\n")}\n`;
}
