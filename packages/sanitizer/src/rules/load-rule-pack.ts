import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { toInputError } from "@tunewright/jsonl";
import { contractFaults, PipelineError, readYaml, type RulePack, rulePackSchema, yamlOffset } from "@tunewright/schema";
import { requireText } from "../require-arguments.ts";
import fastGlob from "fast-glob";
import { LineCounter, parseDocument } from "yaml";

/** One fault of a rule pack, with its place. */
export interface RulePackFault {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** One sentence in the form "what is wrong; what to do". */
  readonly message: string;
}

/** A rule pack as it was loaded. */
export interface LoadedRulePack {
  /** Path of the file, as it was given. */
  readonly file: string;
  /** SHA-256 of the file, in hex. */
  readonly sha256: string;
  readonly pack: RulePack;
  /** The place of a rule's part in the file, for messages: `locate(3, "fix")`. */
  locate(
    rule: number,
    ...path: readonly (string | number)[]
  ): {
    readonly line: number;
    readonly column: number;
  };
  /** The place of a part of the pack itself: `locatePack("languages", 0, "comment")`. */
  locatePack(...path: readonly (string | number)[]): { readonly line: number; readonly column: number };
}

/**
 * Reads one rule pack and checks its shape.
 *
 * Whether its rules are sound is for `proveRules`.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `RULE_PACK_INVALID` with every fault's file, line and
 * column in `details.faults`.
 */
export async function loadRulePack(file: string): Promise<LoadedRulePack> {
  requireText(file, "loadRulePack", "a path");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw toInputError(error, file);
  }
  return parseRulePack(text, file);
}

/**
 * Reads rule packs from files, folders of `.yaml` and `.yml` files, and globs.
 *
 * The order is that of the arguments, then of the names, so it is the same on every machine.
 *
 * @throws {PipelineError} As {@link loadRulePack}; `INPUT_NOT_FOUND` also for a folder or glob that holds no pack.
 */
export async function loadRulePacks(paths: readonly string[]): Promise<LoadedRulePack[]> {
  if (!Array.isArray(paths) || paths.some((path) => typeof path !== "string"))
    throw new TypeError('loadRulePacks takes a list of paths; write ["rules"].');
  const files: string[] = [];
  for (const path of paths) {
    const found = await expand(path);
    if (found.length === 0) {
      throw new PipelineError("INPUT_NOT_FOUND", `No rule pack was found at ${path}.`, {
        details: { path },
        hint: "Name a .yaml file, or a folder that holds some.",
      });
    }
    for (const file of found) if (!files.includes(file)) files.push(file);
  }
  return Promise.all(files.map(loadRulePack));
}

/** Parses the text of a rule pack; `file` is for messages. */
export function parseRulePack(text: string, file: string): LoadedRulePack {
  requireText(text, "parseRulePack", "the text of a pack");
  requireText(file, "parseRulePack", "the text of a pack and the name of its file, for messages,");
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true });
  const content = readYaml(document, { text, lines: lineCounter });
  if (content.kind === "faults") {
    throw rulePackError(content.faults.map(({ line, column, message }) => ({ file, line, column, message })));
  }
  const locatePath = (
    path: readonly PropertyKey[],
    of: "key" | "value" = "value",
  ): { line: number; column: number } => {
    const { line, col } = lineCounter.linePos(yamlOffset(document, path, of));
    return { line, column: col };
  };
  const parsed = rulePackSchema.safeParse(content.value);
  if (!parsed.success) {
    throw rulePackError(
      contractFaults(parsed.error.issues, content.value)
        .map(({ path, isKey, message }) => ({
          file,
          ...locatePath(path, isKey ? "key" : "value"),
          message: `${path.join(".") || "The pack"}: ${message}.`,
        }))
        .sort((a, b) => a.line - b.line || a.column - b.column),
    );
  }
  return {
    file,
    sha256: createHash("sha256").update(text).digest("hex"),
    pack: parsed.data,
    locate: (rule, ...path) => locatePath(["rules", rule, ...path]),
    locatePack: (...path) => locatePath(path),
  };
}

/** Makes the error that refuses packs, with every fault in its message. */
export function rulePackError(faults: readonly RulePackFault[]): PipelineError {
  const lines = faults.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
  return new PipelineError("RULE_PACK_INVALID", lines.join("\n"), { details: { faults } });
}

async function expand(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isFile() === true) return [path];
  const options = { absolute: false, onlyFiles: true };
  const found =
    info?.isDirectory() === true
      ? (await fastGlob("**/*.{yaml,yml}", { ...options, cwd: path })).map((name) => join(path, name))
      : await fastGlob(path, options);
  return found.sort();
}
