import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type SplitSide, splitSides } from "@tunewright/schema/split-sides";
import fc from "fast-check";
import { chat } from "../testing/chat-lines.ts";
import { someManifest } from "../testing/some-manifest.ts";
import { tableOf } from "../testing/some-units.ts";
import { findKnownSides, readEarlierSides, sideCodes, UNKNOWN } from "./known-sides.ts";
import { DROPPED } from "./split-units.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-sides-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Pair {
  readonly user: string;
  readonly assistant: string;
}

/** The side of each record of today that an earlier version knows. */
async function sidesOf(
  before: readonly (Pair & { readonly side: SplitSide })[],
  now: readonly (Pair & { readonly isDropped?: boolean })[],
): Promise<(SplitSide | undefined)[]> {
  const old = await tableOf(before.map(({ user, assistant }) => chat(user, assistant)));
  const path = join(folder, "manifest.json");
  const records = before.map(({ side }, record) => ({
    id: old.idOf(record),
    prompt: old.keyOf(old.questions, record),
    side,
  }));
  await writeFile(path, JSON.stringify(someManifest(records)));
  const table = await tableOf(now.map(({ user, assistant }) => chat(user, assistant)));
  const dropped = Uint8Array.from(now, ({ isDropped }) => (isDropped === true ? DROPPED : 0));
  const known = findKnownSides(table, await readEarlierSides(path, table.scratch), dropped);
  return Array.from(known.sideOf, (code) =>
    code === UNKNOWN ? undefined : splitSides.find((side) => sideCodes[side] === code),
  );
}

describe("findKnownSides()", () => {
  it("goes by content, then by the question of what is gone, and by nothing that stood on two sides", async () => {
    const pair = { user: fc.constantFrom("A", "B", "C"), assistant: fc.constantFrom("1", "2", "3") };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ ...pair, side: fc.constantFrom(...splitSides) }), { maxLength: 8 }),
        fc.array(fc.record({ ...pair, isDropped: fc.boolean() }), { maxLength: 8 }),
        async (said, now) => {
          const key = ({ user, assistant }: Pair): string => `${user} ${assistant}`;
          // Copies of a record are on one side.
          const first = new Map(said.toReversed().map((one) => [key(one), one.side]));
          const before = said.map((one) => ({ ...one, side: first.get(key(one)) ?? "train" }));
          const today = new Set(now.map(key));
          const expected = now.map((one) => {
            if (one.isDropped) return undefined;
            if (first.has(key(one))) return first.get(key(one));
            const gone = before.filter((old) => old.user === one.user && !today.has(key(old)));
            const sides = new Set(gone.map(({ side }) => side));
            return sides.size === 1 ? gone[0]?.side : undefined;
          });
          expect(await sidesOf(before, now)).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("knows nothing of an earlier version that is empty", async () => {
    expect(await sidesOf([], [{ user: "A", assistant: "1" }])).toEqual([undefined]);
    expect(await sidesOf([{ user: "A", assistant: "1", side: "test" }], [])).toEqual([]);
  });
});
