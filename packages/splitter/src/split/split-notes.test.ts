import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { chat, seededRandom, TestFolder } from "../testing/chat-lines.ts";
import { splitFiles } from "./split-files.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

/** Records of one template, each with some of its parts and words of its own, in crowds that share the parts. */
function crowds(count: number): string[] {
  const random = seededRandom(7);
  const words = (length: number): string[] =>
    Array.from({ length }, () => `w${Math.floor(random() * 1e9).toString(36)}`);
  const base = words(70);
  const parts = Array.from({ length: 13 }, () => words(5));
  const lines: string[] = [];
  while (lines.length < count) {
    const chosen = parts.filter(() => random() < 0.5);
    const text = [...base, ...chosen.flat()];
    const copies = random() < 0.7 ? 1 : 1 + Math.floor(random() * random() * 150);
    for (let copy = 0; copy < copies; copy += 1) {
      const at = Math.floor(random() * text.length);
      lines.push(
        chat(words(8).join(" "), [...text.slice(0, at), ...words(2), ...text.slice(at + 2), ...words(1)].join(" ")),
      );
    }
  }
  return lines;
}

it("notes how many records may have a near-copy that nobody looked at", async () => {
  const random = seededRandom(8);
  const stranger = (): string => Array.from({ length: 30 }, () => `z${Math.floor(random() * 1e9)}`).join(" ");
  const crowd = crowds(4000);
  const lines = [...crowd, ...Array.from({ length: crowd.length + 100 }, () => chat(stranger(), stranger()))];
  const inputs = [{ path: await folder.write("data.jsonl", lines) }];
  const outputs = { train: folder.at("train.jsonl"), validation: folder.at("validation.jsonl") };
  using result = await splitFiles({ inputs, outputs, validationRatio: 0.2, toolVersion: "0.1.0", threads: 1 });
  const { capped } = result.summary.search;
  expect(capped).toBeGreaterThan(0);
  expect(result.summary.notes).toContainEqual(
    expect.objectContaining({
      code: "search-capped",
      message: expect.stringContaining(`${capped} records resemble so many others`),
    }),
  );
});
