import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SplitManifest, SplitSide } from "@tunewright/schema";
import type { RecordTable } from "../records/record-table.ts";
import { keepMembership, type KeptMembership } from "../split/keep-membership.ts";
import { readEarlierSides } from "../split/known-sides.ts";
import { DROPPED } from "../split/split-units.ts";
import { chat } from "./chat-lines.ts";
import { someManifest } from "./some-manifest.ts";
import { tableOf } from "./some-units.ts";

/** What an earlier version says of records: each by its question and answer, with its side. */
async function manifestOf(records: readonly (readonly [string, string, SplitSide])[]): Promise<SplitManifest> {
  const table = await tableOf(records.map(([user, assistant]) => chat(user, assistant)));
  return someManifest(
    records.map(([, , side], record) => ({
      id: table.idOf(record),
      prompt: table.keyOf(table.questions, record),
      side,
    })),
  );
}

/** An earlier version, and the records of today. */
export interface Given {
  readonly before: readonly (readonly [string, string, SplitSide])[];
  /** Questions and answers of today. */
  readonly now: readonly (readonly [string, string])[];
  /** For each record the first of its cluster; left out, each stands alone. */
  readonly clusterOf?: readonly number[];
  readonly ties?: readonly (readonly number[])[];
  readonly dropped?: readonly number[];
}

/** What was found, with the sides of those clusters alone that have one. */
export interface Kept extends Omit<KeptMembership, "sideOf"> {
  readonly sideOf: ReadonlyMap<number, number>;
}

/** Holds records of today against those of an earlier version, whose manifest is written and read on the way. */
export async function keepByHand({ before, now, clusterOf, ties = [], dropped = [] }: Given): Promise<Kept> {
  const table: RecordTable = await tableOf(now.map(([user, assistant]) => chat(user, assistant)));
  const records = Uint32Array.from(now.keys());
  const clusters = {
    clusterOf: Uint32Array.from(clusterOf ?? records),
    sameAs: records,
    hazards: [],
    chained: 0,
    ties: () => ties,
  };
  const sides = Uint8Array.from(now, (_, record) => (dropped.includes(record) ? DROPPED : 0));
  const folder = await mkdtemp(join(tmpdir(), "tunewright-keep-"));
  try {
    const path = join(folder, "manifest.json");
    await writeFile(path, JSON.stringify(await manifestOf(before)));
    const { sideOf, ...kept } = keepMembership(table, clusters, await readEarlierSides(path, table.scratch), sides);
    return { ...kept, sideOf: new Map([...sideOf.entries()].filter(([, side]) => side >= 0)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
