import { readJsonl } from "@tunewright/jsonl";
import { candidatePairSchema, PipelineError } from "@tunewright/schema";
import { Boilerplate } from "../shingles/boilerplate.ts";
import type { FindPairsOptions, FoundPairs } from "./find-pairs.ts";
import { similarity } from "../shingles/jaccard.ts";
import { chooseBanding } from "../shingles/minhash.ts";
import { OwnShingles } from "../shingles/own-shingles.ts";
import { SIMILARITY_BINS, type SimilarPair } from "./pair-search.ts";
import type { RecordTable } from "../records/record-table.ts";

/**
 * Compares the pairs that an engine's join has proposed, and those alone; the exact similarity decides, as in a search.
 *
 * @param path JSONL with the ids of two records in `a` and `b` on each line; a pair may come more than once.
 * @param records Distinct records in the order of their ids.
 * @throws {PipelineError} `DATASET_INVALID`, with the line, for a line that names no two records of the table.
 */
export async function compareCandidates(
  table: RecordTable,
  records: Uint32Array,
  { path, threshold, floor, signal }: FindPairsOptions & { readonly path: string },
): Promise<FoundPairs> {
  const boilerplate = Boilerplate.find(table.shingles, records);
  const own = new OwnShingles(table.shingles, boilerplate);
  const byId = new Map<string, number>();
  for (const record of records) byId.set(table.idOf(record), record);
  const found = new Map<string, SimilarPair>();
  const bins = Array.from({ length: SIMILARITY_BINS }, () => 0);
  const compared = new Set<string>();
  for await (const item of readJsonl(path, signal === undefined ? {} : { signal })) {
    const parsed = item.kind === "record" ? candidatePairSchema.safeParse(item.value) : undefined;
    const left = byId.get(parsed?.data?.a ?? "");
    const right = byId.get(parsed?.data?.b ?? "");
    if (left === undefined || right === undefined) throw noPair(path, item.line);
    const a = Math.min(left, right);
    const b = Math.max(left, right);
    const key = `${a} ${b}`;
    if (a === b || compared.has(key)) continue;
    compared.add(key);
    const score = similarity(own.of(a), own.of(b));
    const bin = Math.min(SIMILARITY_BINS - 1, Math.floor(score * SIMILARITY_BINS));
    bins[bin] = (bins[bin] ?? 0) + 1;
    if (score >= floor) found.set(key, { a, b, score });
  }
  const { bands, rows } = chooseBanding(Math.min(threshold, floor));
  return {
    pairs: [...found.values()].sort((left, right) => left.a - right.a || left.b - right.b),
    bins,
    search: { bands, rows, compared: compared.size, capped: 0, boilerplate: boilerplate.size },
  };
}

function noPair(path: string, line: number): PipelineError {
  return new PipelineError("DATASET_INVALID", `Cannot use ${path}, line ${line}: it names no two known records.`, {
    details: { path, line },
    hint: 'Write each pair as {"a": id, "b": id}, with ids of the signatures.',
  });
}
