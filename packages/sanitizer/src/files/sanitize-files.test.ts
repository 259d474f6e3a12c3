import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { rulePackSchema, sanitizeReportSchema } from "@tunewright/schema";
import { parseRulePack } from "../rules/load-rule-pack.ts";
import { sanitizeFiles, type SanitizeFilesOptions, type SanitizeTarget } from "./sanitize-files.ts";
import { callRule } from "../testing/rule-table-fixture.ts";

const pack = rulePackSchema.parse({
  version: 1,
  pack: "test",
  rules: [callRule("RandomFloat", "GetRandomFloat"), callRule("KillEntity"), callRule("Unused", "GetRandomInt")],
});
const loaded = {
  ...parseRulePack(
    "version: 1\npack: x\nrules:\n  - {id: x, message: m, match: {kind: call, name: X}, examples: [{keep: a}]}\n",
    "x.yaml",
  ),
  pack,
};
const record = (index: number): string => {
  const content = `float f${index} = RandomFloat(0.0, 1.0);\nKillEntity(5); // é\n`;
  return `${index % 7 === 3 ? "{broken" : JSON.stringify({ messages: [{ role: "assistant", content }] })}\n`;
};
const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-sanitize-files-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("sanitizeFiles()", () => {
  const run = (
    names: readonly string[],
    target: SanitizeTarget,
    rejects?: string,
    more: Partial<SanitizeFilesOptions> = {},
  ) =>
    sanitizeFiles(
      names.map((name) => ({ name, path: join(folder, name) })),
      [loaded],
      { target, rejects, threads: 1, ...more },
    );

  it("writes one file, a report and the rejects", async () => {
    await writeFile(join(folder, "a.jsonl"), record(0) + record(3));
    await writeFile(join(folder, "b.jsonl"), record(1));
    const report = await run(
      ["a.jsonl", "b.jsonl"],
      { kind: "file", path: join(folder, "out.jsonl"), name: "out.jsonl" },
      join(folder, "rejects.jsonl"),
    );
    expect(sanitizeReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      records: 2,
      changedRecords: 2,
      replacements: 2,
      rejected: 1,
      rules: [
        { id: "randomfloat", replacements: 2, records: 2 },
        { id: "killentity", replacements: 0, records: 0 },
        { id: "unused", replacements: 0, records: 0 },
      ],
      unused: ["unused"],
      changes: [
        {
          file: "a.jsonl",
          line: 1,
          message: 0,
          path: "messages[0].content",
          start: 11,
          end: 22,
          rule: "randomfloat",
          before: "RandomFloat",
          after: "GetRandomFloat",
        },
        {
          file: "b.jsonl",
          line: 1,
          message: 0,
          path: "messages[0].content",
          start: 11,
          end: 22,
          rule: "randomfloat",
          before: "RandomFloat",
          after: "GetRandomFloat",
        },
      ],
      findings: [
        { file: "a.jsonl", line: 1, rule: "killentity", severity: "error", code: "reported" },
        { file: "b.jsonl", line: 1, rule: "killentity", severity: "error", code: "reported" },
      ],
    });
    expect(await readFile(join(folder, "out.jsonl"), "utf8")).toBe(
      (record(0) + record(1)).replaceAll("Random", "GetRandom"),
    );
    expect(JSON.parse(await readFile(join(folder, "rejects.jsonl"), "utf8"))).toMatchObject({
      file: "a.jsonl",
      line: 2,
      record: "{broken",
    });
  });

  it.each([
    ["a last line without an end", record(0).trimEnd(), record(1), `${record(0)}${record(1)}`],
    ["a last line without an end in the last input", record(0), record(1).trimEnd(), record(0) + record(1).trimEnd()],
    ["an empty second input", record(0).trimEnd(), "", record(0).trimEnd()],
    ["a second input that is all rejected", record(0).trimEnd(), record(3), record(0).trimEnd()],
    ["byte order marks", `\ufeff${record(0)}`, `\ufeff${record(1)}`, `\ufeff${record(0)}${record(1)}`],
  ])("joins inputs record by record: %s", async (_name, first, second, joined) => {
    await writeFile(join(folder, "j1.jsonl"), first);
    await writeFile(join(folder, "j2.jsonl"), second);
    const out = join(folder, "joined.jsonl");
    const written: Uint8Array[] = [];
    const file = await run(["j1.jsonl", "j2.jsonl"], { kind: "file", path: out, name: "joined.jsonl" });
    const sink = await run(["j1.jsonl", "j2.jsonl"], {
      kind: "sink",
      name: "-",
      write: async (bytes) => void written.push(Uint8Array.from(bytes)),
    });
    const expected = Buffer.from(joined.replaceAll("Random", "GetRandom"));
    expect(await readFile(out)).toEqual(expected);
    expect(Buffer.concat(written)).toEqual(expected);
    const sha256 = createHash("sha256").update(expected).digest("hex");
    expect([file.output?.sha256, sink.output?.sha256]).toEqual([sha256, sha256]);
  });

  it("unpacks and packs by the file name", async () => {
    await writeFile(join(folder, "p.jsonl.gz"), gzipSync(record(0)));
    await run(["p.jsonl.gz"], { kind: "file", path: join(folder, "q.jsonl.gz"), name: "q" });
    expect(gunzipSync(await readFile(join(folder, "q.jsonl.gz"))).toString()).toBe(
      record(0).replace("Random", "GetRandom"),
    );
  });

  it("keeps the old file beside one that it changes in place", async () => {
    await writeFile(join(folder, "i.jsonl"), record(0));
    await run(["i.jsonl"], { kind: "in-place" });
    expect(await readFile(join(folder, "i.jsonl.bak"), "utf8")).toBe(record(0));
    expect(await readFile(join(folder, "i.jsonl"), "utf8")).toBe(record(0).replace("Random", "GetRandom"));
  });

  it("leaves a file that needs no change alone in place, and the backup of an earlier run with it", async () => {
    const path = join(folder, "twice.jsonl");
    await writeFile(path, record(0) + record(1));
    await run(["twice.jsonl"], { kind: "in-place" });
    const cleaned = await stat(path);
    await run(["twice.jsonl"], { kind: "in-place" });
    expect((await stat(path)).ino).toBe(cleaned.ino);
    expect(await readFile(`${path}.bak`, "utf8")).toBe(record(0) + record(1));
    expect((await readdir(folder)).filter((name) => name.includes("twice"))).toEqual([
      "twice.jsonl",
      "twice.jsonl.bak",
    ]);
    await writeFile(path, `${record(2)}{broken\n`);
    await run(["twice.jsonl"], { kind: "in-place" });
    expect(await readFile(`${path}.bak`, "utf8")).toBe(`${record(2)}{broken\n`);
  });

  it("leaves nothing behind when an input is missing", async () => {
    const before = await readdir(folder);
    const target = { kind: "file", path: join(folder, "never.jsonl"), name: "never" } as const;
    await expect(run(["b.jsonl", "missing.jsonl"], target)).rejects.toMatchObject({ code: "INPUT_NOT_FOUND" });
    expect(await readdir(folder)).toEqual(before);
  });

  it("refuses two inputs of one name for a folder", async () => {
    const target = { kind: "folder", path: folder, name: "x" } as const;
    await expect(run(["x/a.jsonl", "y/a.jsonl"], target)).rejects.toMatchObject({
      code: "USAGE",
      message: "Cannot write x/a.jsonl and y/a.jsonl to one folder: they have the same file name.",
    });
  });

  it("refuses to write over an input, before anything is read", async () => {
    await writeFile(join(folder, "own.jsonl"), record(0));
    const target = { kind: "file", path: join(folder, "own.jsonl"), name: "own.jsonl" } as const;
    await expect(run(["own.jsonl"], target)).rejects.toMatchObject({ code: "USAGE" });
    await expect(run(["own.jsonl"], { kind: "folder", path: folder, name: "x" })).rejects.toMatchObject({
      code: "USAGE",
    });
    await expect(run(["own.jsonl"], { kind: "none" }, join(folder, "own.jsonl"))).rejects.toMatchObject({
      code: "USAGE",
    });
    expect(await readFile(join(folder, "own.jsonl"), "utf8")).toBe(record(0));
  });

  it("names each input and the output with its digest", async () => {
    await writeFile(join(folder, "d1.jsonl"), record(0) + record(3));
    await writeFile(join(folder, "d2.jsonl"), record(1));
    const target = { kind: "folder", path: join(folder, "clean"), name: "clean" } as const;
    const report = await run(["d1.jsonl", "d2.jsonl"], target);
    const out = (record(0) + record(1)).replaceAll("Random", "GetRandom");
    expect(report.inputs).toEqual([
      { path: "d1.jsonl", sha256: sha256(record(0) + record(3)) },
      { path: "d2.jsonl", sha256: sha256(record(1)) },
    ]);
    expect(report.output).toEqual({ path: "clean", sha256: sha256(out) });
    expect(report.packs).toEqual([{ path: loaded.file, sha256: loaded.sha256 }]);
    expect((await readdir(join(folder, "clean"))).toSorted()).toEqual(["d1.jsonl", "d2.jsonl"]);
    const [one, two] = [
      await readFile(join(folder, "clean/d1.jsonl"), "utf8"),
      await readFile(join(folder, "clean/d2.jsonl"), "utf8"),
    ];
    expect(one + two).toBe(out);
  });

  it("writes nothing where only a report is wanted", async () => {
    await writeFile(join(folder, "only.jsonl"), record(0));
    const before = await readdir(folder);
    const report = await run(["only.jsonl"], { kind: "none" });
    expect([report.replacements, report.output]).toEqual([1, null]);
    expect(await readdir(folder)).toEqual(before);
  });

  it("hands each changed record on, with what it was", async () => {
    await writeFile(join(folder, "pairs.jsonl"), record(0) + record(1));
    const pairs: unknown[] = [];
    const onPair: SanitizeFilesOptions["onPair"] = async (file, { line, before, after }) => {
      pairs.push([file, line, `${before}\n` === record(line - 1), after === before.replace("Random", "GetRandom")]);
    };
    await run(["pairs.jsonl"], { kind: "none" }, undefined, { onPair });
    expect(pairs).toEqual([
      ["pairs.jsonl", 1, true, true],
      ["pairs.jsonl", 2, true, true],
    ]);
  });

  it("changes a file in place in which only a record is rejected", async () => {
    const good = `${JSON.stringify({ messages: [{ role: "assistant", content: "int a;" }] })}\n`;
    await writeFile(join(folder, "r.jsonl"), `${good}{broken\n`);
    await run(["r.jsonl"], { kind: "in-place" });
    expect(await readFile(join(folder, "r.jsonl"), "utf8")).toBe(good);
    expect(await readFile(join(folder, "r.jsonl.bak"), "utf8")).toBe(`${good}{broken\n`);
  });

  it("leaves no rejects behind when a later input is missing", async () => {
    await writeFile(join(folder, "m.jsonl"), record(3));
    const rejects = join(folder, "m-rejects.jsonl");
    await expect(run(["m.jsonl", "gone.jsonl"], { kind: "none" }, rejects)).rejects.toMatchObject({
      code: "INPUT_NOT_FOUND",
    });
    expect((await readdir(folder)).filter((name) => name.includes("m-rejects"))).toEqual([]);
  });
});
