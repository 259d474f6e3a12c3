import type { SplitManifest, TokenReport } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import { MOST_HAZARDS } from "../pairs/cluster-records.ts";

/** What a card says beside the numbers. */
export interface DatasetCardOptions {
  /** Name of the dataset and of the version, as `l4d2-sourcemod v8`. */
  readonly name: string;
  /** What the dataset is for, in a sentence; left out, one says what form it has. */
  readonly description?: string;
  /** SPDX name, as `MIT`. */
  readonly license?: string;
  /** Two-letter codes. @default ["en"] */
  readonly languages?: readonly string[];
  /** Token counts of the version; left out, the card says nothing of them. */
  readonly tokens?: TokenReport;
  /** Repairs that rules made, by rule, most first. */
  readonly rules?: readonly { readonly id: string; readonly replacements: number }[];
}

const SHOWN_SYMBOLS = 20;

/**
 * Writes the card of a dataset version in Markdown, with the YAML head that dataset hubs read.
 *
 * Everything in it follows from the manifest, so the same version gives the same card.
 */
export function datasetCard(manifest: Omit<SplitManifest, "records">, options: DatasetCardOptions): string {
  const { counts, settings, outputs } = manifest;
  const sides = (["train", "validation", "test"] as const).filter((side) => outputs[side] !== null);
  const sections = [
    head(options, counts.records),
    `# ${options.name}`,
    options.description ?? "Chat examples for fine-tuning, one JSON object a line in the messages format.",
    "## Sides",
    table(
      ["side", "records", "file", "SHA-256"],
      sides.map((side) => [
        side,
        counts[side],
        `\`${outputs[side]?.path}\``,
        `\`${outputs[side]?.sha256.slice(0, 16)}…\``,
      ]),
    ),
    splitSentence(manifest),
    "## Categories",
    table(
      ["category", ...sides],
      manifest.strata.map((row) => [row.stratum, ...sides.map((side) => row[side])]),
    ),
    ...tokenSection(options.tokens),
    "## How it was cleaned",
    [
      `- ${formatCount(counts.records, "record")} read, ${counts.rejected} refused, ${counts.droppedExact} exact and ${counts.droppedNear} near-duplicates left out here.`,
      settings.near === "off"
        ? "- Near-duplicates were not looked for in this split."
        : `- Near-duplicates are records with a Jaccard similarity of at least ${settings.threshold} over three-token shingles, each pair verified exactly; they are ${settings.near === "drop" ? "left out" : "kept on one side"}.`,
      ...(options.rules ?? [])
        .filter(({ replacements }) => replacements > 0)
        .map(({ id, replacements }) => `- Rule \`${id}\`: ${formatCount(replacements, "repair")}.`),
    ].join("\n"),
    "## API symbols",
    `${manifest.symbols.length} symbols are used. The most frequent:`,
    table(
      ["symbol", ...sides],
      manifest.symbols.slice(0, SHOWN_SYMBOLS).map((row) => [`\`${row.name}\``, ...sides.map((side) => row[side])]),
    ),
    manifest.heldOut.length === 0
      ? "Every symbol that validation asks about is shown in training."
      : `Held out of training: ${manifest.heldOut.map((name) => `\`${name}\``).join(", ")}.`,
    "## Known limits",
    limits(manifest),
    "## Made with",
    `tunewright ${manifest.tool.version}, seed ${settings.seed}, from ${manifest.inputs.length} ${manifest.inputs.length === 1 ? "file" : "files"}; \`tunewright verify\` makes it again from \`manifest.json\` and compares.`,
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The names that dataset hubs give to sizes, each with what it stays below; there is a larger one for the rest. */
const sizeNames = [
  [1e3, "n<1K"],
  [1e4, "1K<n<10K"],
  [1e5, "10K<n<100K"],
  [1e6, "100K<n<1M"],
  [1e7, "1M<n<10M"],
  [1e8, "10M<n<100M"],
  [1e9, "100M<n<1B"],
] as const;

function head({ license, languages = ["en"] }: DatasetCardOptions, records: number): string {
  const [, size] = sizeNames.find(([limit]) => records < limit) ?? [0, "1B<n<10B"];
  const lines = [
    "---",
    ...(license === undefined ? [] : [`license: ${license.toLowerCase()}`]),
    "language:",
    ...languages.map((code) => `  - ${code}`),
    "task_categories:",
    "  - text-generation",
    "size_categories:",
    `  - ${size}`,
    "---",
  ];
  return lines.join("\n");
}

function splitSentence({ counts, settings }: Omit<SplitManifest, "records">): string {
  const clusters = `${formatCount(counts.records, "record forms", "records form")} ${formatCount(counts.clusters, "cluster")}, the largest of ${counts.largestCluster}`;
  const how = settings.byKey ? "decided by each cluster's key alone" : "dealt out in proportion over the categories";
  return `${clusters}; no cluster is on two sides. They were ${how}, with seed ${settings.seed}.`;
}

function tokenSection(tokens: TokenReport | undefined): string[] {
  if (tokens === undefined) return [];
  const { distribution } = tokens;
  return [
    "## Tokens",
    `${tokens.tokens.toLocaleString("en-US")} training tokens in ${tokens.encoding}; a record has ${distribution.min} to ${distribution.max}, half of them up to ${distribution.median}.`,
  ];
}

function limits({ hazards, leaks, notes, against }: Omit<SplitManifest, "records">): string {
  const count = (code: string): number => hazards.filter((hazard) => hazard.code === code).length;
  return [
    `- ${count("same-prompt")} groups share a question with different answers, ${count("same-answer")} share an answer, ${count("conversation-piece")} share a turn${hazards.length < MOST_HAZARDS ? "" : "; there may be more, since no more are listed"}.`,
    against.length === 0
      ? "- It was not compared with any evaluation."
      : `- Compared with ${formatCount(against.length, "other file")}: ${formatCount(leaks.length, "record tells", "records tell")} what they ask.`,
    ...notes.map(({ message }) => `- ${message}`),
  ].join("\n");
}

function table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => String(value).replaceAll("|", "\\|");
  return [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
}
