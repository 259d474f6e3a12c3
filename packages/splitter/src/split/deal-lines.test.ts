import { hash } from "node:crypto";
import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import fc from "fast-check";
import { analyseFiles } from "../records/analyse-files.ts";
import { dealLines } from "./deal-lines.ts";
import { chat, strangers, TestFolder } from "../testing/chat-lines.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

it("writes nothing when an input was changed while it was read", async () => {
  const inputs = [{ path: await folder.write("in.jsonl", strangers(5)) }];
  using table = await analyseFiles(inputs, { near: false, threads: 1 });
  await appendFile(folder.at("in.jsonl"), "{}\n");
  const outputs = [folder.at("out.jsonl")];
  await expect(dealLines(inputs, table, { outputs, outputOf: new Uint8Array(5) })).rejects.toMatchObject({
    code: "INPUT_UNREADABLE",
  });
  await expect(stat(folder.at("out.jsonl"))).rejects.toThrow("ENOENT");
});

it("keeps every line that could not be read, however many there are", async () => {
  const bad = Array.from({ length: 1500 }, (_, index) => `{"broken": ${index}`);
  const inputs = [{ path: await folder.write("bad.jsonl", [...bad, ...strangers(1)]) }];
  using table = await analyseFiles(inputs, { near: false, threads: 1 });
  const rejects = folder.at("rejects.jsonl");
  await dealLines(inputs, table, { outputs: [folder.at("good.jsonl")], outputOf: new Uint8Array(1), rejects });
  const kept = (await readFile(rejects, "utf8")).trim().split("\n");
  expect(kept).toHaveLength(1500);
  expect(JSON.parse(kept[1499] ?? "")).toMatchObject({ line: 1500, issues: [{ code: "invalid-json" }] });
});

it("writes each record's own bytes where it was dealt to, in the order of the input, and counts them", async () => {
  const line = fc.record({
    kind: fc.constantFrom("record", "record", "record", "blank", "broken"),
    blanks: fc.constantFrom("", " ", "\t"),
    end: fc.constantFrom("\n", "\r\n"),
    // The last two leave the record out.
    output: fc.constantFrom(0, 1, 2, 3, 255),
  });
  const file = fc.record({ lines: fc.array(line, { maxLength: 12 }), hasMark: fc.boolean(), isClosed: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.tuple(file, file), async (files) => {
      const expected = ["", "", ""];
      const counts = [0, 0, 0];
      const outputOf: number[] = [];
      const inputs: { path: string }[] = [];
      for (const [index, { lines, hasMark, isClosed }] of files.entries()) {
        let text = hasMark ? "\ufeff" : "";
        for (const [at, { kind, blanks, end, output }] of lines.entries()) {
          const isLast = at === lines.length - 1;
          const body = { record: chat(`question ${index} ${at}`, "answer"), blank: "", broken: '{"a":' }[kind] ?? "";
          const written = `${blanks}${body}${blanks}${isLast && !isClosed ? "" : end}`;
          text += written;
          if (kind !== "record") continue;
          outputOf.push(output);
          if (output > 2) continue;
          expected[output] += written.endsWith("\n") ? written : `${written}\n`;
          counts[output] = (counts[output] ?? 0) + 1;
        }
        inputs.push({ path: folder.at(`deal-${index}.jsonl`) });
        await writeFile(folder.at(`deal-${index}.jsonl`), text);
      }
      using table = await analyseFiles(inputs, { near: false, threads: 1 });
      const outputs = [0, 1, 2].map((output) => folder.at(`dealt-${output}.jsonl`));
      const dealt = await dealLines(inputs, table, { outputs, outputOf: Uint8Array.from(outputOf) });
      for (const [output, text] of expected.entries()) {
        expect(await readFile(folder.at(`dealt-${output}.jsonl`), "utf8")).toBe(text);
        expect(dealt[output]).toEqual({
          path: outputs[output],
          sha256: hash("sha256", text, "hex"),
          records: counts[output],
          bytes: Buffer.byteLength(text),
        });
      }
    }),
    { numRuns: 40 },
  );
});

it("keeps nothing, and makes no file of rejects, where it is told to end", async () => {
  const inputs = [{ path: await folder.write("ended.jsonl", ["{", ...strangers(2)]) }];
  using table = await analyseFiles(inputs, { near: false, threads: 1 });
  const options = { outputs: [folder.at("ended-out.jsonl")], outputOf: new Uint8Array(2) };
  const signal = AbortSignal.abort(new Error("enough"));
  const rejects = folder.at("ended-rejects.jsonl");
  await expect(dealLines(inputs, table, { ...options, rejects, signal })).rejects.toThrow("enough");
  await expect(stat(rejects)).rejects.toThrow("ENOENT");
  await expect(stat(folder.at("ended-out.jsonl"))).rejects.toThrow("ENOENT");
  await dealLines(inputs, table, { ...options, rejects });
  expect(JSON.parse(await readFile(rejects, "utf8"))).toMatchObject({ file: inputs[0]?.path, line: 1 });
});
