import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type CliRun, runCli } from "../testing/run-cli.ts";

const words = "amber birch cedar delta ember frost grove hazel inlet jetty kelp larch moss north ocean pine".split(" ");
const record = (index: number): string => {
  const own = words.map((word, at) => `${word}${(index * 7 + at * index) % 97}`).join(" ");
  const code = "```python\nrows = load_rows(path)\n```";
  return `${JSON.stringify({
    messages: [
      { role: "user", content: own },
      { role: "assistant", content: `${own}\n${code}` },
    ],
  })}\n`;
};
const pack = `version: 1
pack: rows
language: python
languages: [{ id: python, fences: [python], comment: "#.*", string: '"[^"\\n]*"' }]
rules:
  - id: read-rows
    message: There is no load_rows; it is read_rows.
    nowhere: true
    match: { kind: call, name: load_rows }
    fix: read_rows
    examples: [{ before: load_rows(1), after: read_rows(1) }, { keep: read_rows(1) }]
`;

/** Letters that a glob would take for its own. */
const name = "rows [v2] (new) {a,b}";
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-prepare-"));
  const project = join(folder, name);
  for (const inner of ["raw", "rules", "deep/inside"]) await mkdir(join(project, inner), { recursive: true });
  await writeFile(join(project, "raw/rows.jsonl"), Array.from({ length: 20 }, (_, index) => record(index)).join(""));
  await writeFile(join(project, "rules/rows.yaml"), pack);
  await writeFile(
    join(project, "tunewright.yaml"),
    "version: 1\nraw: [raw/*.jsonl]\nrules: [rules]\nsplit: { against: [raw/rows.jsonl] }\ntrain: { model: gpt-4o-mini-2024-07-18 }\n",
  );
});
afterAll(() => rm(folder, { recursive: true }));

const prepare = (cwd: string, ...argv: readonly string[]): Promise<CliRun> =>
  runCli(["prepare", "--version", "v1", ...argv], { cwd });

async function filesOf(path: string): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile()) files[file.slice(path.length + 1)] = await readFile(file, "utf8");
  }
  return files;
}

describe("tunewright prepare", () => {
  it("makes the same bytes wherever it is typed, and finds them up to date from everywhere", async () => {
    const project = join(folder, name);
    const config = join(name, "tunewright.yaml");
    expect(await prepare(folder, "--config", config)).toMatchObject({ code: 0 });
    const made = await filesOf(join(project, "versions/v1"));
    expect(JSON.parse(made["sanitize-report.json"] ?? "")).toMatchObject({
      replacements: 20,
      changes: expect.arrayContaining([expect.objectContaining({ file: "raw/rows.jsonl" })]),
      packs: [{ path: "rules/rows.yaml" }],
      inputs: [{ path: "raw/rows.jsonl" }],
    });
    expect(Object.values(made).filter((text) => text.includes(folder))).toEqual([]);
    for (const cwd of [project, join(project, "deep/inside")]) {
      const again = await prepare(cwd);
      expect(again).toMatchObject({ code: 0 });
      expect(again.stdout.match(/up to date/g)).toHaveLength(5);
      await rm(join(project, "versions"), { recursive: true });
      expect(await prepare(cwd)).toMatchObject({ code: 0 });
      expect(await filesOf(join(project, "versions/v1"))).toEqual(made);
    }
  });

  it("names a broken record and a pattern without a file so that both are found", async () => {
    const project = join(folder, "broken");
    await cp(join(folder, name), project, { recursive: true });
    await rm(join(project, "versions"), { recursive: true });
    await writeFile(join(project, "raw/more.jsonl"), "{broken\n");
    const broken = await prepare(folder, "--config", "broken/tunewright.yaml");
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain("  broken/raw/more.jsonl:1: invalid-json: ");
    await rm(join(project, "raw"), { recursive: true });
    const missing = await prepare(folder, "--config", "broken/tunewright.yaml");
    expect(missing).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Correct `raw` in the config; its paths are relative to the config."),
    });
  });

  it("holds the data against the suites of a folder that the config names", async () => {
    const project = join(folder, "against");
    await cp(join(folder, name, "raw"), join(project, "raw"), { recursive: true });
    const first = JSON.parse(record(0)) as { messages: { content: string }[] };
    await mkdir(join(project, "suites"));
    await writeFile(
      join(project, "suites/s.yaml"),
      `version: 1\nid: s\ntitle: S\ncategories: { c: C }\ncases:\n  - { id: a, category: c, prompt: ${first.messages[0]?.content}, checks: [code] }\n`,
    );
    await writeFile(
      join(project, "tunewright.yaml"),
      "version: 1\nraw: [raw/*.jsonl]\nsplit: { against: [suites] }\ntrain: { model: gpt-4o-mini-2024-07-18 }\n",
    );
    const made = await prepare(project);
    expect(made).toMatchObject({ code: 0 });
    expect(made.stdout).toContain("1 record tells what it should not");
  });

  it("says how many records of the version before changed sides, until the config keeps them", async () => {
    const project = join(folder, "sides");
    await cp(join(folder, name, "raw"), join(project, "raw"), { recursive: true });
    const config = (split: string): string =>
      `version: 1\nraw: [raw/*.jsonl]\nsplit: { ${split} }\ntrain: { model: gpt-4o-mini-2024-07-18 }\n`;
    const run = (version: string): Promise<CliRun> => runCli(["prepare", "--version", version], { cwd: project });
    const sidesOf = async (version: string): Promise<Map<string, string>> => {
      const manifest = JSON.parse(await readFile(join(project, "versions", version, "manifest.json"), "utf8")) as {
        records: { id: string; side: string }[];
      };
      return new Map(manifest.records.map(({ id, side }) => [id, side]));
    };
    await writeFile(join(project, "tunewright.yaml"), config("validationCount: 6"));
    expect((await run("v9")).stdout).not.toContain("another side");
    // Another seed deals them out anew; the version before v10 is v9, whatever the order of their letters.
    await writeFile(join(project, "tunewright.yaml"), config("validationCount: 6, seed: 7"));
    const dealt = await run("v10");
    const [before, after] = [await sidesOf("v9"), await sidesOf("v10")];
    const moved = [...before].filter(([id, side]) => after.get(id) !== side).length;
    expect(moved).toBeGreaterThan(1);
    expect(dealt.stdout).toContain(
      `, ${moved} records of v9 on another side than there (split.keepFrom: v9 keeps them)`,
    );
    await writeFile(join(project, "tunewright.yaml"), config("validationCount: 6, seed: 7, keepFrom: v9"));
    expect((await run("v11")).stdout).not.toContain("another side");
    expect(await sidesOf("v11")).toEqual(before);
    // A manifest that is no more a manifest is no reason to refuse.
    await writeFile(join(project, "versions/v11/manifest.json"), "{}");
    await writeFile(join(project, "tunewright.yaml"), config("validationCount: 6"));
    expect(await run("v12")).toMatchObject({ code: 0, stdout: expect.not.stringContaining("another side") });
  });
});
