import { createHash } from "node:crypto";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadRulePack, loadRulePacks, parseRulePack } from "./load-rule-pack.ts";

const packText = (name: string): string =>
  `version: 1\npack: ${name}\nrules:\n  - id: a\n    message: m\n    match: {kind: call, name: X}\n    examples: [{keep: x}]\n`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rule-packs-"));
  mkdirSync(join(folder, "deep"));
  mkdirSync(join(folder, "empty"));
  mkdirSync(join(folder, "folder.yaml"));
  for (const name of ["b.yaml", "a.yml", "deep/c.yaml"]) writeFileSync(join(folder, name), packText(name.slice(0, -4)));
  writeFileSync(join(folder, "notes.txt"), "no pack");
});
afterAll(() => rmSync(folder, { recursive: true }));

const loaded = async (...paths: readonly string[]): Promise<string[]> =>
  (await loadRulePacks(paths.map((path) => join(folder, path)))).map(({ file }) =>
    relative(folder, file).replaceAll("\\", "/"),
  );

describe("loadRulePacks()", () => {
  it("reads the packs of a folder and those below it, by name", async () => {
    expect(await loaded("")).toEqual(["a.yml", "b.yaml", "deep/c.yaml"]);
  });

  it("keeps the order of what was named, and reads a file once", async () => {
    expect(await loaded("deep/c.yaml", "b.yaml", "*.yaml", "")).toEqual(["deep/c.yaml", "b.yaml", "a.yml"]);
  });

  it("takes a file by its name, though it reads as a pattern", async () => {
    writeFileSync(join(folder, "deep", "d[1].yaml"), packText("d"));
    expect(await loaded("deep/d[1].yaml")).toEqual(["deep/d[1].yaml"]);
  });

  it.each(["empty", "missing.yaml", "*.json"])("does not go on without a pack at %s", async (path) => {
    await expect(loaded("b.yaml", path)).rejects.toMatchObject({
      code: "INPUT_NOT_FOUND",
      message: `No rule pack was found at ${join(folder, path)}.`,
      details: { path: join(folder, path) },
    });
  });
});

describe("loadRulePack()", () => {
  it("tells the file and its checksum", async () => {
    const file = join(folder, "b.yaml");
    const { pack, sha256, ...rest } = await loadRulePack(file);
    expect([rest.file, pack.pack]).toEqual([file, "b."]);
    expect(sha256).toBe(createHash("sha256").update(packText("b.")).digest("hex"));
  });

  it("says that a file is not there", async () => {
    await expect(loadRulePack(join(folder, "missing.yaml"))).rejects.toMatchObject({ code: "INPUT_NOT_FOUND" });
  });
});

describe("parseRulePack()", () => {
  it("finds the place of a part, or of the nearest thing above it", () => {
    const pack = parseRulePack(packText("a"), "a.yaml");
    expect(pack.locate(0, "match", "name")).toEqual({ line: 6, column: 31 });
    expect(pack.locate(0, "fix")).toEqual({ line: 4, column: 5 });
    expect(pack.locatePack("pack")).toEqual({ line: 2, column: 7 });
    expect(pack.locatePack("languages", 0)).toEqual({ line: 1, column: 1 });
  });

  it("places what is nowhere at the start of the pack, below its first comment", () => {
    expect(parseRulePack(`# Rules\n${packText("a")}`, "a.yaml").locatePack("languages", 0)).toEqual({
      line: 2,
      column: 1,
    });
    expect(() => parseRulePack("", "a.yaml")).toThrow(/^a\.yaml:1:1: The pack: /);
  });

  it.each([
    ["the shape that came furthest", "fix: {name: 5}", "rules.0.fix.name"],
    [
      "the shape with the fewest faults",
      "match: {kind: call, name: X, where: [{count: many}]}",
      "rules.0.match.where.0.count",
    ],
    [
      "the only shape that is left",
      "match: {kind: call, name: X, where: [{argument: 0, equals: x}]}",
      "rules.0.match.where.0.argument",
    ],
  ])("says of a part with several shapes what is wrong in %s", (_which, part, path) => {
    const text = packText("a").replace(/ {4}match.*\n/, `    ${part}\n`);
    const match = part.startsWith("fix") ? "    match: {kind: call, name: X}\n" : "";
    const faulty = text.replace("    examples", `${match}    examples`);
    expect(() => parseRulePack(faulty, "a.yaml")).toThrow(
      expect.objectContaining({ message: expect.stringMatching(new RegExp(`^a\\.yaml:6:\\d+: ${path}: [^\\n]*\\.$`)) }),
    );
  });

  it("says every fault of a file in a line of its own", () => {
    const text = packText("a").replace("message: m", "message: 5").replace("version: 1", "version: 2");
    expect(() => parseRulePack(text, "a.yaml")).toThrow(
      expect.objectContaining({
        code: "RULE_PACK_INVALID",
        message: expect.stringMatching(/^a\.yaml:1:10: version: .*\.\na\.yaml:5:14: rules\.0\.message: .*\.$/),
        details: {
          faults: [
            expect.objectContaining({ file: "a.yaml", line: 1, column: 10 }),
            expect.objectContaining({ file: "a.yaml", line: 5, column: 14 }),
          ],
        },
      }),
    );
  });

  it("refuses a key that stands twice", () => {
    expect(() => parseRulePack(packText("a") + "pack: b\n", "a.yaml")).toThrow(
      /^a\.yaml:8:1: [^\n]*second time[^\n]*$/,
    );
  });
});
