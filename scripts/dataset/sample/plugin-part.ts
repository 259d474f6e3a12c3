import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ask, type Category, categories, type Draft, fence } from "./record.ts";

/** A hand-written plugin with the prose around it, read from one `.sp` file. */
export interface PluginPart {
  readonly name: string;
  readonly category: Category;
  /** Prompts; the first belongs to the plugin, each further one to a twin. Empty if only conversations use the part. */
  readonly asks: readonly string[];
  readonly says: readonly string[];
  readonly notes: readonly string[];
  /** Near-duplicates: each a list of `[text, replacement]`. */
  readonly twins: readonly (readonly (readonly [string, string])[])[];
  readonly code: string;
}

const header = /^\/\/ (ask|say|note|twin): (.*)$/;

/**
 * Parses a plugin part.
 *
 * The head of the file is comment lines `// ask:`, `// say:`, `// note:` and `// twin: a => b ;; c => d`;
 * the first other line starts the code. `\n` in a prompt is a line break.
 *
 * @throws {SyntaxError} If the part has fewer prompts than records.
 */
export function parsePluginPart(name: string, category: Category, source: string): PluginPart {
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  const values: Record<string, string[]> = { ask: [], say: [], note: [], twin: [] };
  let first = 0;
  for (const line of lines) {
    const match = header.exec(line);
    if (match === null) {
      break;
    }
    values[match[1] ?? ""]?.push((match[2] ?? "").replaceAll("\\n", "\n"));
    first += 1;
  }
  const { ask: asks = [], say: says = [], note: notes = [], twin = [] } = values;
  if (asks.length > 0 && asks.length < twin.length + 1) {
    throw new SyntaxError(`Plugin part ${name} has ${twin.length + 1} records but ${asks.length} prompts`);
  }
  const twins = twin.map((line) =>
    line.split(" ;; ").map((pair): [string, string] => {
      const [from = "", to = ""] = pair.split(" => ");
      return [from, to];
    }),
  );
  return { name, category, asks, says, notes, twins, code: lines.slice(first).join("\n").trim() };
}

/** Reads every plugin part below a folder that has one sub-folder per category. */
export function readPluginParts(folder: string): PluginPart[] {
  return categories.flatMap((category) =>
    readdirSync(join(folder, category))
      .filter((file) => file.endsWith(".sp"))
      .sort()
      .map((file) =>
        parsePluginPart(basename(file, ".sp"), category, readFileSync(join(folder, category, file), "utf8")),
      ),
  );
}

/** Writes the answer of a part: what it does, the code, what to know. */
export function pluginAnswer(part: PluginPart, version = 0): string {
  const say = part.says[version] ?? part.says[0];
  const notes = version === 0 ? part.notes : part.notes.slice(0, 1);
  const after = notes.length > 1 ? notes.map((note) => `- ${note}`).join("\n") : (notes[0] ?? "");
  return [say ?? "", fence(twinCode(part, version)), after].filter((text) => text !== "").join("\n\n");
}

function twinCode(part: PluginPart, version: number): string {
  const pairs = version === 0 ? [] : (part.twins[version - 1] ?? []);
  return pairs.reduce((code, [from, to]) => {
    if (!code.includes(from)) {
      throw new SyntaxError(`Plugin part ${part.name}: twin ${version} replaces a text that is not there`);
    }
    return code.replaceAll(from, to);
  }, part.code);
}

/** Makes the records of a part: itself and its twins; none if it has no prompt and is there for conversations. */
export function pluginDrafts(part: PluginPart): Draft[] {
  if (part.asks.length === 0) {
    return [];
  }
  return [part.code, ...part.twins].map((_, version) => ({
    id: `plugin/${part.category}/${part.name}${version === 0 ? "" : `~${version}`}`,
    category: part.category,
    example: ask(part.asks[version] ?? "", pluginAnswer(part, version)),
  }));
}
