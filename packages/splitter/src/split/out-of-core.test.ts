import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { dedupeFiles } from "../dedupe/dedupe-files.ts";
import { chat, seededRandom, someWords, TestFolder } from "../testing/chat-lines.ts";
import { splitFiles } from "./split-files.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

/** More than a page of each column and several runs of each sort hold when no memory is given. */
const RECORDS = 7_000;

/** Copies, shared questions, shared answers, pieces of conversations, groups, categories and symbols. */
function mixedRecords(seed: number): string[] {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const lines: string[] = [];
  const questions: string[] = ["How?"];
  const answers: string[] = [someWords(random, 30)];
  for (let index = 0; index < RECORDS; index += 1) {
    const kind = random();
    const call = `Call${Math.floor(random() * 3000)}(client)`;
    const more = {
      ...(random() < 0.2 ? { author: `a${Math.floor(random() * 200)}` } : {}),
      ...(random() < 0.5 ? { category: `c${Math.floor(random() * 4)}` } : {}),
    };
    const question = kind < 0.2 ? (pick(questions) ?? "") : `${someWords(random, 6)} ${index}`;
    const answer = kind > 0.85 ? (pick(answers) ?? "") : `${someWords(random, 20)}\n\`\`\`c\n${call};\n\`\`\``;
    questions.push(question);
    answers.push(answer);
    if (kind > 0.2 && kind < 0.3) lines.push(pick(lines) ?? chat(question, answer));
    else if (kind > 0.3 && kind < 0.4) {
      const turns = [pick(questions) ?? "", pick(answers) ?? "", question, answer];
      const messages = turns.map((content, turn) => ({ role: turn % 2 === 0 ? "user" : "assistant", content }));
      lines.push(JSON.stringify({ messages, ...more }));
    } else lines.push(chat(question, answer, more));
  }
  return lines;
}

async function filesOf(names: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const name of names) texts.push(await readFile(folder.at(name), "utf8"));
  return texts;
}

it("dedupes and splits to the same bytes in memory and on disk, and leaves nothing behind", async () => {
  const inputs = [
    { path: await folder.write("a.jsonl", mixedRecords(1)), name: "a.jsonl" },
    { path: await folder.write("b.jsonl", mixedRecords(2)), name: "b.jsonl" },
  ];
  const run = async (memoryBytes: number, version: string): Promise<string[]> => {
    const common = { inputs, memoryBytes, threads: 1, near: "off" as const };
    const out = { file: folder.at("unique.jsonl"), name: "unique.jsonl" };
    using deduped = await dedupeFiles({ ...common, out, report: folder.at("report.json") });
    const sides = { train: "train.jsonl", validation: "validation.jsonl", test: "test.jsonl" };
    const { train, validation, test } = sides;
    const settings = { ...common, groupField: "author", validationCount: 1500, testRatio: 0.05, toolVersion: "0.0.0" };
    const outputs = { train: folder.at(train), validation: folder.at(validation), test: folder.at(test) };
    const manifest = folder.at(`${version}.json`);
    using split = await splitFiles({ ...settings, outputs, manifest });
    const written = await filesOf(["unique.jsonl", "report.json", ...Object.values(sides), `${version}.json`]);
    // What is asked for afterwards, too.
    const listed = [JSON.stringify([...deduped.duplicates()]), JSON.stringify([...split.records()])];
    // Another seed, and half of the old records gone: what is known stays, and the rest is dealt out.
    const kept = await splitFiles({
      ...settings,
      inputs: [...inputs].slice(1),
      seed: 7,
      testRatio: 0.1,
      keepFrom: manifest,
      outputs,
      manifest: folder.at("next.json"),
    });
    kept[Symbol.dispose]();
    return [...written, ...listed, ...(await filesOf([...Object.values(sides), "next.json"]))];
  };
  const held = await run(2 ** 30, "version");
  const before = await readdir(folder.at("."));
  const spilled = await run(0, "version");
  expect(spilled.map((text, index) => text === held[index])).toEqual(held.map(() => true));
  expect(await readdir(folder.at("."))).toEqual(before);
}, 120_000);
