import { BatchReader } from "../records/batch-reader.ts";
import { RecordTable } from "../records/record-table.ts";
import { splitPosition } from "../split/assign-split.ts";
import { SplitUnits } from "../split/split-units.ts";
import { chat } from "./chat-lines.ts";

/** A cluster as a test describes it. */
export interface SomeCluster {
  /**
   * How many records it has.
   *
   * @default 1
   */
  readonly size?: number;
  /** Functions that each of its records calls. */
  readonly calls?: readonly string[];
  /** Functions that only its first record calls. */
  readonly firstCalls?: readonly string[];
  readonly category?: string;
}

/** A table of lines that lie in one file. */
export async function tableOf(lines: readonly string[], settings = { near: false }): Promise<RecordTable> {
  const table = new RecordTable();
  table.beginFile("data.jsonl");
  const reader = new BatchReader({ ...settings, notesSymbols: true });
  table.add(await reader.read(Buffer.from(lines.map((line) => `${line}\n`).join("")), 1));
  return table;
}

/** Contents that are tried for each cluster until one has the position that is wanted. */
const VARIANTS = 100;

/**
 * Clusters to be dealt out whose positions are known: of `n` clusters the first stands within 0.05 of `0.5 / n`, the next within
 * 0.05 of `1.5 / n` and so on.
 */
export async function unitsOf(
  clusters: readonly SomeCluster[],
): Promise<{ readonly units: SplitUnits; readonly table: RecordTable }> {
  const variants = clusters.map((cluster, index) =>
    Array.from({ length: VARIANTS }, (_, variant) => linesOf(cluster, `${index} ${variant}`)),
  );
  const tried = await tableOf(variants.flat(2));
  let record = 0;
  const chosen = variants.map((some, index) => {
    const wanted = (index + 0.5) / clusters.length;
    const positions = some.map((lines) => {
      const ids = lines.map(() => tried.idOf(record++)).sort();
      return splitPosition(ids[0] ?? "", 42);
    });
    const at = positions.findIndex((position) => Math.abs(position - wanted) < 0.05);
    if (at === -1) throw new RangeError("Cannot find content of that position: try more.");
    return some[at] ?? [];
  });
  const table = await tableOf(chosen.flat());
  const clusterOf = Uint32Array.from(
    chosen.flatMap((lines, index) => lines.map(() => chosen.slice(0, index).flat().length)),
  );
  return { units: new SplitUnits(table, { clusterOf }, new Uint8Array(table.length), 42), table };
}

function linesOf({ size = 1, calls = [], firstCalls = [], category = "some" }: SomeCluster, name: string): string[] {
  return Array.from({ length: size }, (_, copy) => {
    const code = [...calls, ...(copy === 0 ? firstCalls : [])].map((call) => `${call}(1);\n`).join("");
    return chat(`${name} ${copy}`, `\`\`\`sourcepawn\n${code}\`\`\``, { category });
  });
}
