import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { composeDrafts } from "./sample/composed-drafts.ts";
import { readConversations } from "./sample/conversation.ts";
import { findTaughtNames, type SampleLedger } from "./sample/ledger.ts";
import { type Mistake, resolveMarkers } from "./sample/mistake-markers.ts";
import { pluginDrafts, readPluginParts } from "./sample/plugin-part.ts";
import { type Category, type ChatExample, categories, type Draft, type Message } from "./sample/record.ts";
import { createSeededRandom } from "./sample/seeded-random.ts";
import { tools } from "./sample/tools.ts";

/** How many records each file of the sample has; 697 in all. */
const targets: Readonly<Record<Category, number>> = {
  "special-infected-events": 190,
  "survivor-mechanics": 145,
  "map-events": 120,
  "error-handling": 80,
  "api-correctness": 90,
  security: 72,
};

const composedDialogs = 32;

/** One file of the sample. */
export interface SampleFile {
  /** File name, such as `security.jsonl`. */
  readonly name: string;
  readonly text: string;
}

/** The sample: its files, and what is wrong or only looks wrong in them. */
export interface Sample {
  readonly files: readonly SampleFile[];
  readonly ledger: SampleLedger;
}

/** Options for {@link buildSample}. */
export interface BuildSampleOptions {
  /**
   * Whether the wrong references are written; without them the files are what a perfect repair gives.
   *
   * @default true
   */
  readonly injectMistakes?: boolean;
}

/**
 * Builds the 697 chat examples from the hand-written parts beside this script. The same parts give the same bytes.
 *
 * @throws {RangeError} If a category has more hand-written records than its file may hold.
 */
export function buildSample(options: BuildSampleOptions = {}): Sample {
  const { injectMistakes = true } = options;
  const folder = join(import.meta.dirname, "sample");
  const parts = readPluginParts(join(folder, "plugins"));
  const plugins = new Map(parts.map((part) => [part.name, part.code]));
  const written = [
    ...parts.flatMap(pluginDrafts),
    ...readConversations(join(folder, "conversations"), { plugins, tools }),
  ];
  const drafts = [...written, ...composeDrafts(stillWanted(written), composedDialogs)];
  const ledger: { injections: SampleLedger["injections"][number][]; teachings: SampleLedger["teachings"][number][] } = {
    injections: [],
    teachings: [],
  };
  const files = categories.map((category) => {
    const name = `${category}.jsonl`;
    const ordered = createSeededRandom(category).shuffle(drafts.filter((draft) => draft.category === category));
    const lines = ordered.map((draft, index) => {
      const { example, mistakes } = resolveExample(draft.example, injectMistakes);
      const place = { file: name, line: index + 1 };
      ledger.injections.push(...mistakes.map((mistake) => ({ ...place, ...mistake })));
      ledger.teachings.push(...findTaughtNames(example, mistakes).map((taught) => ({ ...place, ...taught })));
      return JSON.stringify(example);
    });
    return { name, text: `${lines.join("\n")}\n` };
  });
  return { files, ledger };
}

function stillWanted(written: readonly Draft[]): Map<Category, number> {
  return new Map(
    categories.map((category) => {
      const left = targets[category] - written.filter((draft) => draft.category === category).length;
      if (left < 0) {
        throw new RangeError(`Cannot fit the hand-written records of ${category}: ${-left} too many`);
      }
      return [category, left];
    }),
  );
}

function resolveExample(
  example: ChatExample,
  inject: boolean,
): { example: ChatExample; mistakes: (Mistake & { readonly message: number })[] } {
  const mistakes: (Mistake & { readonly message: number })[] = [];
  const resolveText = (text: string, message: number): string => {
    const marked = resolveMarkers(text, inject);
    mistakes.push(...marked.mistakes.map((mistake) => ({ message, ...mistake })));
    return marked.text;
  };
  const messages = example.messages.map((message, index): Message => {
    const { content } = message;
    if (content === undefined) {
      return message;
    }
    return typeof content === "string"
      ? { ...message, content: resolveText(content, index) }
      : { ...message, content: content.map((part) => ({ ...part, text: resolveText(part.text, index) })) };
  });
  return { example: { ...example, messages }, mistakes };
}

/** Runs the script: writes the files, or with `--check` compares them with what is on disk. */
function main(): number {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, out: { type: "string" } } });
  const folder = resolve(values.out ?? join(import.meta.dirname, "../../data/raw"));
  const { files } = buildSample();
  if (values.check === true) {
    const stale = files.filter(({ name, text }) => readIfThere(join(folder, name)) !== text);
    for (const { name } of stale) {
      process.stderr.write(`${name} is not what the parts give; run scripts/dataset/build-sample.ts\n`);
    }
    return stale.length > 0 ? 1 : 0;
  }
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) {
    writeFileSync(join(folder, name), text);
    process.stdout.write(`${name}: ${text.split("\n").length - 1} records\n`);
  }
  return 0;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  process.exitCode = main();
}
