import { hash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { crc32, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { chat, strangers, TestFolder } from "../testing/chat-lines.ts";
import { analyseFiles, compareText, sortInputs } from "./analyse-files.ts";
import type { RecordTable } from "./record-table.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

const alone = { near: false, threads: 1 };

/** All that a table tells of its records. */
function told(table: RecordTable): unknown {
  return Array.from({ length: table.length }, (_, record) => ({
    ...table.placeOf(record),
    category: table.categoryNames[table.categoryOf(record)],
    symbols: Array.from(table.symbolsOf(record), (symbol) => table.symbolNames[symbol]),
    shingles: [...table.shingles.read(record)].sort((left, right) => left - right),
    turns: table.turnsOf(record),
  }));
}

describe("sortInputs()", () => {
  it("goes by the name that reports use, by code unit", () => {
    const inputs = [{ path: "b" }, { path: "a", name: "z" }, { path: "é" }, { path: "B" }, { path: "c", name: "a" }];
    expect(sortInputs(inputs).map(({ path }) => path)).toEqual(["B", "c", "b", "a", "é"]);
    expect([compareText("a", "b"), compareText("b", "a"), compareText("a", "a")]).toEqual([-1, 1, 0]);
  });
});

describe("analyseFiles()", () => {
  it("tells of each file what is in it: unpacked bytes, records and what cannot be read", async () => {
    const text = `${strangers(2, 1).join("\n")}\n{\n`;
    await writeFile(folder.at("plain.jsonl"), text);
    await writeFile(folder.at("packed.jsonl.gz"), gzipSync(text));
    await writeFile(folder.at("empty.jsonl"), "");
    const inputs = ["plain.jsonl", "packed.jsonl.gz", "empty.jsonl"].map((name) => ({ path: folder.at(name), name }));
    using table = await analyseFiles(inputs, alone);
    const content = { sha256: hash("sha256", text, "hex"), checksum: crc32(text), bytes: text.length };
    expect(table.files).toMatchObject([
      { path: "plain.jsonl", first: 0, records: 2, rejected: 1, ...content, issues: [{ line: 3 }] },
      { path: "packed.jsonl.gz", first: 2, records: 2, rejected: 1, ...content },
      { path: "empty.jsonl", first: 4, records: 0, rejected: 0, bytes: 0, checksum: 0 },
    ]);
  });

  it("reads what an input brings along in place of its file, and all that it is told to look for", async () => {
    const content = [chat("see this", "```c\nKick(1); Ban(2);\n```", { thread: "t" }), '{"prompt":"bare"}'].join("\n");
    const inputs = [{ path: folder.at("nowhere.yaml"), name: "cases.yaml", content }];
    using table = await analyseFiles(inputs, {
      near: true,
      threads: 1,
      notesSymbols: true,
      symbols: ["Ban"],
      takesPrompts: true,
      groupField: "thread",
      categoryRules: [{ category: "seen", pattern: "^see" }],
    });
    expect(told(table)).toMatchObject([
      { file: "cases.yaml", line: 1, category: "seen", symbols: ["Ban"] },
      { file: "cases.yaml", line: 2, category: "cases.yaml", symbols: [] },
    ]);
    expect(Array.from({ length: table.groups.length }, (_, at) => table.groups.at(at) !== 0)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("says which file is not there, and ends when it is told to", async () => {
    const missing = [{ path: folder.at("nowhere.jsonl") }];
    await expect(analyseFiles(missing, alone)).rejects.toMatchObject({ code: "INPUT_NOT_FOUND" });
    const inputs = [{ path: await folder.write("some.jsonl", strangers(2, 3)) }];
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(analyseFiles(inputs, { ...alone, signal })).rejects.toThrow("enough");
  });
});
