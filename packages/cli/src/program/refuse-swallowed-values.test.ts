import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-swallowed-"));
  await writeFile(
    join(folder, "in.jsonl"),
    '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));

const empty = "Is a variable of the calling script not set?";
it.each<readonly [argv: readonly string[], reason: string]>([
  [["sanitize", "in.jsonl", "--rules", "rules", "--out", ""], `'--out <path>' argument is empty. ${empty}`],
  [["sanitize", "in.jsonl", "--rules", "", "--check"], `'--rules <packs...>' argument is empty. ${empty}`],
  [
    ["sanitize", "in.jsonl", "--rules", "--out", "o.jsonl"],
    "'--rules <packs...>' argument is missing: --out is another option.",
  ],
  [["dedupe", "in.jsonl", "--out", "--json"], "'--out <path>' argument is missing: --json is another option."],
  [["eval", "list", "--suite="], `'--suite <suite>' argument is empty. ${empty}`],
  [["local-provider", "--key", ""], `'--key <key>' argument is empty. ${empty}`],
])("%j is refused", async (argv, reason) => {
  const { code, stdout, stderr } = await runCli(argv, { cwd: folder });
  expect({ code, stdout, first: stderr.split("\n")[0] }).toEqual({
    code: 2,
    stdout: "",
    first: `error: option ${reason}`,
  });
  expect(await readdir(folder)).toEqual(["in.jsonl"]);
});

it.each([
  [
    "split --against a.yaml in.jsonl --train t.jsonl --validation v.jsonl",
    "missing required argument 'files'; --against",
  ],
  ["tokens --validation v.jsonl in.jsonl", "missing required argument 'files'; --validation"],
  ["sanitize --rules rules raw --check", "no file is named; --rules"],
])("%s says which option took the files", async (command, reason) => {
  const { code, stderr } = await runCli(command.split(" "), { cwd: folder });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining(`${reason} takes every name behind it, so put the files first`),
  });
});

it("takes a value that begins with a hyphen and is no option", async () => {
  const { code } = await runCli(["dedupe", "in.jsonl", "--out", "--odd"], { cwd: folder });
  expect(code).toBe(0);
  expect(await readdir(folder)).toContain("--odd");
});
