import { readFile } from "node:fs/promises";
import { PipelineError } from "@tunewright/schema/errors";
import type { InputFile } from "@tunewright/splitter";
import { type CliContext } from "../context.ts";
import { expandInputs, locate } from "../input/expand-inputs.ts";

/**
 * Finds the files that a split should not tell: JSONL datasets as they are, suites in YAML by the prompts of their cases.
 *
 * A folder gives the datasets and the suites below it.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`; `SUITE_INVALID` when a YAML file holds no case with a prompt.
 */
export async function readAgainst(patterns: readonly string[], context: CliContext): Promise<InputFile[]> {
  if (patterns.length === 0) return [];
  const { default: glob } = await import("fast-glob");
  const inputs: InputFile[] = [];
  for (const pattern of patterns) {
    const inside = await glob("**/*.{yaml,yml,jsonl,jsonl.gz,jsonl.zst}", {
      cwd: locate(pattern, context.cwd),
      absolute: true,
      suppressErrors: true,
    });
    const files =
      inside.length > 0
        ? inside
        : (await expandInputs([pattern], context.cwd)).map((name) => locate(name, context.cwd));
    for (const path of files) inputs.push(/\.ya?ml$/.test(path) ? { path, content: await promptsOf(path) } : { path });
  }
  return inputs;
}

/** The prompts of a suite's cases, one JSONL record each, so that a line is the number of the case. */
async function promptsOf(path: string): Promise<string> {
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
  const cases: unknown = typeof value === "object" && value !== null && "cases" in value ? value.cases : undefined;
  if (!Array.isArray(cases) || cases.length === 0) return refuse();
  const lines = cases.map((entry: unknown) => {
    const prompt: unknown = typeof entry === "object" && entry !== null && "prompt" in entry ? entry.prompt : undefined;
    return typeof prompt === "string" ? JSON.stringify({ messages: [{ role: "user", content: prompt }] }) : refuse();
  });
  return `${lines.join("\n")}\n`;
}
