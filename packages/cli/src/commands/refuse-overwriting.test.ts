import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { assembleApiIndex, emptyApiNames, formatApiIndex } from "@tunewright/sourcepawn";
import { runCli } from "../testing/run-cli.ts";

const line = (text: string): string =>
  `${JSON.stringify({
    messages: [
      { role: "user", content: text },
      { role: "assistant", content: `No, ${text}` },
    ],
  })}\n`;
const text = line("one two three") + line("four five six") + line("seven eight nine");
const head = { name: "none", game: "", sourcemod: "", sources: [], includes: {} };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-overwriting-"));
  await writeFile(join(folder, "in.jsonl"), text);
  await writeFile(join(folder, "index.json"), formatApiIndex(assembleApiIndex(head, emptyApiNames())));
  await symlink("in.jsonl", join(folder, "link.jsonl"));
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  ["dedupe in.jsonl --out in.jsonl", "in.jsonl: it is both read and written"],
  ["dedupe in.jsonl --out ./", "in.jsonl: it is both read and written"],
  ["dedupe in.jsonl --out link.jsonl", "link.jsonl: it is both read and written"],
  ["dedupe in.jsonl --out out.jsonl --report in.jsonl", "in.jsonl: it is both read and written"],
  ["dedupe in.jsonl --out out.jsonl --report out.jsonl", "out.jsonl: two outputs name the same file"],
  ["split in.jsonl --train in.jsonl --validation v.jsonl", "in.jsonl: it is both read and written"],
  ["split link.jsonl --train t.jsonl --validation in.jsonl", "in.jsonl: it is both read and written"],
  ["split in.jsonl --train t.jsonl --validation v.jsonl --manifest in.jsonl", "in.jsonl: it is both read and written"],
  ["split in.jsonl --train t.jsonl --validation t.jsonl", "t.jsonl: two outputs name the same file"],
  ["split in.jsonl --train t.jsonl --validation v.jsonl --test x.jsonl", "nothing says how many records go to x.jsonl"],
  ["eval run --answers in.jsonl --out in.jsonl", "in.jsonl: it is both read and written"],
  ["api unknown in.jsonl --rules-out in.jsonl --api index.json", "in.jsonl: it is both read and written"],
  ["api build --sourcemod sm --events in.jsonl --out in.jsonl", "in.jsonl: it is both read and written"],
])("tunewright %s is refused, and the input stays", async (command, reason) => {
  const { code, stderr } = await runCli(command.split(" "), { cwd: folder });
  expect(stderr).toContain(reason);
  expect(code).toBe(2);
  expect(await readFile(join(folder, "in.jsonl"), "utf8")).toBe(text);
});
