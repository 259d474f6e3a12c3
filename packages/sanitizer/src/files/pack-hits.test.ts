import { describe, expect, it } from "@jest/globals";
import { rulePackSchema } from "@tunewright/schema";
import { HitPacker, unpackHits, visitHits } from "./pack-hits.ts";
import type { BatchHit } from "../records/sanitize-batch.ts";
import { type CompiledRule, compileRules } from "../rules/rule-table.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import type { Hit } from "../texts/hit.ts";
import { callRule } from "../testing/rule-table-fixture.ts";

const pack = rulePackSchema.parse({ version: 1, pack: "test", rules: [callRule("Wrong", "Right"), callRule("Old")] });
const { rules } = compileRules([pack], { languages: [createSourcePawnAdapter()] });
const [first, second] = rules as readonly [CompiledRule, CompiledRule];

const hits: readonly (readonly [line: number, path: string, message: number, hit: Hit])[] = [
  [3, "messages[1].content", 1, { rule: first, start: 5, end: 9, name: "Wrong", after: "Right" } as Hit],
  [3, "messages[2].content", 2, { rule: second, start: 7, end: 8, name: "Old", code: "reported" } as Hit],
  [
    8,
    "messages[1].content",
    1,
    { rule: first, start: 1, end: 2, name: "Wrong", code: "doubtful", reason: "part-of-plugin" } as Hit,
  ],
  [9, "messages[1].content", 1, { rule: second, start: 0, end: 4, name: "Bare" } as Hit],
];
const expected: readonly BatchHit[] = [
  {
    line: 3,
    path: "messages[1].content",
    message: 1,
    start: 5,
    end: 9,
    rule: first.order,
    name: "Wrong",
    after: "Right",
  },
  {
    line: 3,
    path: "messages[2].content",
    message: 2,
    start: 7,
    end: 8,
    rule: second.order,
    name: "Old",
    code: "reported",
  },
  {
    line: 8,
    path: "messages[1].content",
    message: 1,
    start: 1,
    end: 2,
    rule: first.order,
    name: "Wrong",
    code: "doubtful",
    reason: "part-of-plugin",
  },
  { line: 9, path: "messages[1].content", message: 1, start: 0, end: 4, rule: second.order, name: "Bare" },
];

describe("HitPacker", () => {
  it("gives hits back as they were, all of them or one kind", () => {
    const packer = new HitPacker();
    for (const hit of hits) packer.add(...hit);
    const packed = packer.finish();
    expect([...unpackHits(packed)]).toEqual(expected);
    expect([...unpackHits(packed, "changes")]).toEqual(expected.slice(0, 1));
    expect([...unpackHits(packed, "findings")]).toEqual(expected.slice(1));
  });

  it("tells rule, line and kind of each without making it", () => {
    const packer = new HitPacker();
    for (const hit of hits) packer.add(...hit);
    const seen: unknown[] = [];
    visitHits(packer.finish(), (...told) => seen.push(told));
    expect(seen).toEqual([
      [first.order, 3, true],
      [second.order, 3, false],
      [first.order, 8, false],
      [second.order, 9, false],
    ]);
  });

  it("begins the next batch with nothing of the last", () => {
    const packer = new HitPacker();
    packer.add(...(hits[0] as (typeof hits)[0]));
    packer.finish();
    expect([...unpackHits(packer.finish())]).toEqual([]);
    packer.add(...(hits[1] as (typeof hits)[0]));
    expect([...unpackHits(packer.finish())]).toEqual(expected.slice(1, 2));
  });

  it("holds more hits than it has room for at first", () => {
    const packer = new HitPacker();
    const [, path, message, hit] = hits[0] as (typeof hits)[0];
    for (let line = 1; line <= 3000; line += 1) packer.add(line, path, message, hit);
    const packed = packer.finish();
    expect([...unpackHits(packed)].map(({ line }) => line)).toEqual(
      Array.from({ length: 3000 }, (_, index) => index + 1),
    );
    // Every text once.
    expect(packed.texts).toEqual(["messages[1].content", "Wrong", "Right"]);
  });
});
