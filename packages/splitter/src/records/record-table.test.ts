import { describe, expect, it } from "@jest/globals";
import { chat } from "../testing/chat-lines.ts";
import { tableOf } from "../testing/some-units.ts";
import { BatchReader } from "./batch-reader.ts";
import { RecordTable } from "./record-table.ts";

const calls = (...names: readonly string[]): string => names.map((name) => `\`\`\`c\n${name}(1);\n\`\`\`\n`).join("");

/** A conversation of questions and answers in turn. */
function talk(...texts: readonly string[]): string {
  const messages = texts.map((content, at) => ({ role: at % 2 === 0 ? "user" : "assistant", content }));
  return JSON.stringify({ messages });
}

describe("RecordTable", () => {
  it("tells of every record what its batch told, over batches and files", async () => {
    const reader = new BatchReader({ near: true, notesSymbols: true });
    const batch = (lines: readonly string[], first: number) =>
      reader.read(Buffer.from(lines.map((line) => `${line}\n`).join("")), first);
    const table = new RecordTable();
    table.beginFile("one.jsonl");
    table.add(await batch([chat("a", calls("Kick", "Ban")), "{"], 1));
    table.add(await batch([chat("b", calls("Ask"), { category: "own" }), chat("c", "-")], 3));
    table.beginFile("two.jsonl");
    table.add(await batch([chat("d", calls("Ban")), chat("e", calls("Ask", "Kick"))], 1));
    const of = <T>(read: (record: number) => T): T[] =>
      Array.from({ length: table.length }, (_, record) => read(record));
    expect(of((record) => [table.fileOf(record).path, table.lineOf(record)])).toEqual([
      ["one.jsonl", 1],
      ["one.jsonl", 3],
      ["one.jsonl", 4],
      ["two.jsonl", 1],
      ["two.jsonl", 2],
    ]);
    expect(of((record) => Array.from(table.symbolsOf(record), (symbol) => table.symbolNames[symbol]))).toEqual([
      ["Kick", "Ban"],
      ["Ask"],
      [],
      ["Ban"],
      ["Ask", "Kick"],
    ]);
    expect(of((record) => table.categoryNames[table.categoryOf(record)])).toEqual(["one", "own", "one", "two", "two"]);
    expect(table.files.map(({ first, records, rejected }) => [first, records, rejected])).toEqual([
      [0, 3, 1],
      [3, 2, 0],
    ]);
    expect(table.files[0]?.issues).toMatchObject([{ line: 2, code: "invalid-json" }]);
    expect(new Set(of((record) => table.idOf(record))).size).toBe(5);
    expect(table.placeOf(3)).toEqual({ file: "two.jsonl", line: 1, id: table.idOf(3) });
  });

  it("holds a thousand issues of a file, and counts the rest", async () => {
    const table = await tableOf(Array.from({ length: 1001 }, () => "{"));
    expect(table.files[0]?.issues).toHaveLength(1000);
    expect(table.files[0]?.rejected).toBe(1001);
  });

  it("refuses records of no file", async () => {
    const batch = await new BatchReader({ near: false }).read(Buffer.from(chat("a", "b")), 1);
    expect(() => new RecordTable().add(batch)).toThrow(TypeError);
  });
});

describe("the keys of records", () => {
  const none = "0".repeat(16);
  const long = "x".repeat(80);

  it("are the first words of the SHA-256 of first question, of all questions and of the answer", async () => {
    const table = await tableOf([chat("hi there", long), talk("hi there", "1", "more", long), chat("", "b")]);
    // echo -n 'hi there' | sha256sum
    expect(table.keyOf(table.prompts, 0)).toBe("9b96a1fe1d548cbb");
    expect(table.keyOf(table.questions, 0)).toBe("9b96a1fe1d548cbb");
    expect(table.keyOf(table.prompts, 1)).toBe("9b96a1fe1d548cbb");
    expect(table.keyOf(table.questions, 1)).not.toBe(table.keyOf(table.questions, 0));
    // An empty question is none.
    expect(table.keyOf(table.prompts, 2)).toBe(none);
  });

  it("are none for an answer of less than eighty characters, which says nothing of its question", async () => {
    const table = await tableOf([
      chat("a", long),
      chat("b", long.slice(1)),
      talk("c", "y".repeat(40), "d", "z".repeat(40)),
    ]);
    expect([0, 1, 2].map((record) => table.keyOf(table.answers, record) === none)).toEqual([false, true, false]);
  });

  it("hold each turn with a telling answer, the same wherever it stands", async () => {
    const other = "y".repeat(90);
    const table = await tableOf([talk("a", long, "b", "short", "c", other), chat("c", other), chat("c", long)]);
    const turnsOf = (record: number): string[] => {
      const [start, end] = table.turnsOf(record);
      return Array.from({ length: end - start }, (_, turn) => table.keyOf(table.turns, start + turn));
    };
    const [[first, second, ...rest], [alone], [changed]] = [turnsOf(0), turnsOf(1), turnsOf(2)];
    expect(rest).toEqual([]);
    expect(second).toBe(alone);
    expect(new Set([first, second, changed]).size).toBe(3);
  });
});
