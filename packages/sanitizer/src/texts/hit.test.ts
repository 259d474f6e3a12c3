import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { CompiledRule } from "../rules/rule-table.ts";
import { type Hit, inDoubt, settleHits } from "./hit.ts";

/** A rule as far as its place among others goes. */
const rule = (order: number, priority = 0): CompiledRule =>
  ({ order, rule: { id: `r${order}`, priority } }) as unknown as CompiledRule;
const [first, second, important] = [rule(0), rule(1), rule(2, 5)];

/** A change, or with no text a finding. */
const hit = (of: CompiledRule, start: number, end: number, after?: string): Hit => ({
  rule: of,
  start,
  end,
  name: "X",
  ...(after === undefined ? { code: "reported" } : { after }),
});
const settled = (...hits: readonly Hit[]): string[] =>
  settleHits(hits).map(({ rule: { rule: of }, start, end, after = "-" }) => `${of.id} ${start}-${end} ${after}`);

describe("settleHits()", () => {
  it("gives hits back as they are where none meets another", () => {
    const hits = [hit(second, 0, 3, "a"), hit(first, 3, 5, "b"), hit(first, 9, 12)];
    expect(settleHits(hits)).toBe(hits);
  });

  it("puts them in the order of the text", () => {
    expect(settled(hit(first, 9, 12), hit(second, 3, 5, "b"), hit(first, 0, 3, "a"))).toEqual([
      "r0 0-3 a",
      "r1 3-5 b",
      "r0 9-12 -",
    ]);
  });

  it.each<[string, readonly Hit[], readonly string[]]>([
    ["the higher priority", [hit(first, 0, 5, "a"), hit(important, 4, 9, "b")], ["r2 4-9 b"]],
    ["the earlier rule", [hit(second, 0, 5, "a"), hit(first, 4, 9, "b")], ["r0 4-9 b"]],
    ["the earlier place", [hit(first, 4, 9, "b"), hit(first, 0, 5, "a")], ["r0 0-5 a"]],
    ["the earlier place, as they come", [hit(first, 0, 5, "a"), hit(first, 4, 9, "b")], ["r0 0-5 a"]],
  ])("keeps of changes for one span that of %s", (_which, hits, kept) => {
    expect(settled(...hits)).toEqual(kept);
  });

  it("keeps a change that only touches what was kept", () => {
    expect(
      settled(hit(first, 2, 5, "a"), hit(second, 0, 2, "b"), hit(second, 4, 6, "c"), hit(second, 5, 7, "d")),
    ).toEqual(["r1 0-2 b", "r0 2-5 a", "r1 5-7 d"]);
  });

  it("keeps a finding beside a change, and each finding once", () => {
    const hits = [
      hit(second, 0, 5),
      hit(first, 0, 5),
      hit(second, 0, 5),
      hit(first, 0, 5, "a"),
      hit(second, 0, 4),
      hit(second, 1, 5),
    ];
    expect(settled(...hits)).toEqual(["r0 0-5 a", "r0 0-5 -", "r1 0-5 -", "r1 0-4 -", "r1 1-5 -"]);
  });
});

it("settleHits() keeps a change where none that ranks higher is kept in its way, however many there are", () => {
  const rules = [first, second, important];
  const change = fc.record({ of: fc.nat(2), start: fc.nat(60), length: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (made) => {
      const hits = made.map(({ of, start, length }) => hit(rules[of] ?? first, start, start + length, "x"));
      const kept: Hit[] = [];
      for (const one of [important, first, second].flatMap((of) =>
        hits.filter(({ rule: its }) => its === of).toSorted((a, b) => a.start - b.start),
      )) {
        if (kept.every(({ start, end }) => one.end <= start || end <= one.start)) kept.push(one);
      }
      expect(settleHits(hits)).toEqual(kept.toSorted((a, b) => a.start - b.start));
    }),
  );
});

describe("inDoubt()", () => {
  it("leaves the text, and says why", () => {
    const { after: _after, ...rest } = hit(first, 0, 5, "a");
    expect(inDoubt(hit(first, 0, 5, "a"))).toEqual({ ...rest, code: "doubtful", reason: "teaching-unclear" });
    expect(inDoubt(hit(first, 0, 5))).toEqual(hit(first, 0, 5));
  });
});
