import { describe, expect, it } from "@jest/globals";
import type { RecordTable } from "../records/record-table.ts";
import { DROPPED, SplitUnits, TEST, TRAIN, VALIDATION } from "../split/split-units.ts";
import { chat } from "../testing/chat-lines.ts";
import { tableOf } from "../testing/some-units.ts";
import { countBySide, countStrata, listRecords, settingsOf, writeRecords } from "./describe-split.ts";

const calls = (...names: readonly string[]): string => names.map((name) => `\`\`\`c\n${name}(1);\n\`\`\`\n`).join("");

async function made(): Promise<{ table: RecordTable; units: SplitUnits; sides: Uint8Array }> {
  const table = await tableOf([
    chat("hi there", calls("Kick", "Ban"), { category: "b" }),
    chat("dropped", calls("Gone", "Kick"), { category: "gone" }),
    chat("hi there", calls("Ban", "Kick"), { category: 'a"' }),
    chat("other", calls("Ask"), { category: "b" }),
    chat("third", calls("Ban"), { category: 'a"' }),
  ]);
  const sides = Uint8Array.of(TRAIN, DROPPED, TRAIN, VALIDATION, TEST);
  return { table, units: new SplitUnits(table, { clusterOf: Uint32Array.of(0, 1, 0, 3, 4) }, sides, 1), sides };
}

describe("the records of a manifest", () => {
  it("leave out what was dropped, and name side, stratum and the cluster by its smallest id", async () => {
    const { table, units, sides } = await made();
    const id = (record: number): string => table.idOf(record);
    const [cluster] = [id(0), id(2)].sort();
    const listed = [...listRecords(table, units, sides)];
    // echo -n 'hi there' | sha256sum begins with these 16 digits.
    expect(listed[0]).toEqual({
      file: "data.jsonl",
      line: 1,
      id: id(0),
      prompt: "9b96a1fe1d548cbb",
      side: "train",
      cluster,
      stratum: "b",
    });
    expect(listed.map(({ line, side, stratum }) => [line, side, stratum])).toEqual([
      [1, "train", "b"],
      [3, "train", 'a"'],
      [4, "validation", "b"],
      [5, "test", 'a"'],
    ]);
    expect(listed.map((record) => record.cluster)).toEqual([cluster, cluster, id(3), id(4)]);
    expect(listed[1]?.prompt).toBe(listed[0]?.prompt);
    expect(listed[2]?.prompt).not.toBe(listed[0]?.prompt);
  });

  it("are the same where they are written as JSON at once", async () => {
    const { table, units, sides } = await made();
    const written = [...writeRecords(table, units, sides)].map((text) => JSON.parse(text) as unknown);
    expect(written).toEqual([...listRecords(table, units, sides)]);
  });
});

describe("countStrata()", () => {
  it("counts by side what was dealt out, in the order of the names", async () => {
    const { table, sides } = await made();
    expect(countStrata(table, sides)).toEqual([
      { stratum: 'a"', train: 1, validation: 0, test: 1 },
      { stratum: "b", train: 1, validation: 1, test: 0 },
    ]);
  });
});

describe("countBySide()", () => {
  it("counts the records that use a symbol, the most frequent first, then by name", async () => {
    const { table, sides } = await made();
    expect(countBySide(table, sides, new Uint8Array(table.symbolNames.length).fill(1))).toEqual([
      { name: "Ban", train: 2, validation: 0, test: 1 },
      { name: "Kick", train: 2, validation: 0, test: 0 },
      { name: "Ask", train: 0, validation: 1, test: 0 },
    ]);
    const counted = Uint8Array.from(table.symbolNames, (name) => (name === "Kick" ? 0 : 1));
    expect(countBySide(table, sides, counted).map(({ name }) => name)).toEqual(["Ban", "Ask"]);
  });

  it("goes by name where symbols are as frequent", async () => {
    const table = await tableOf([chat("a", calls("Two", "One", "Three"))]);
    const counts = countBySide(table, Uint8Array.of(TRAIN), Uint8Array.of(1, 1, 1));
    expect(counts.map(({ name }) => name)).toEqual(["One", "Three", "Two"]);
  });
});

describe("settingsOf()", () => {
  const filled = { threshold: 0.8, seed: 42, near: "group", exact: "group", leaks: "report" } as const;
  const outputs = { train: "t", validation: "v" };

  it("has a value for everything, said or not", () => {
    expect(settingsOf({ inputs: [], outputs, toolVersion: "1" }, filled)).toEqual({
      ...filled,
      validationRatio: null,
      validationCount: null,
      testRatio: null,
      byKey: false,
      categoryRules: [],
      groupField: null,
      symbols: null,
    });
    const said = { validationRatio: 0.2, validationCount: 3, testRatio: 0.1, byKey: true, groupField: "thread" };
    expect(settingsOf({ inputs: [], outputs, toolVersion: "1", ...said }, filled)).toMatchObject(said);
  });

  it("keeps a list of symbols by its hash, whatever its order", () => {
    // printf 'Ban\nKick' | sha256sum
    const symbols = "27de29eb733f7ff467d8998cb100b2c8e483ab0867a015ba2c583ebc8d656266";
    for (const names of [
      ["Kick", "Ban"],
      ["Ban", "Kick"],
    ]) {
      expect(settingsOf({ inputs: [], outputs, toolVersion: "1", symbols: names }, filled).symbols).toBe(symbols);
    }
  });
});
