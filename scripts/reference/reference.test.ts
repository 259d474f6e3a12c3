import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { findDocFaults } from "./find-doc-faults.ts";
import { readPublicSurface } from "./public-surface.ts";

let folder: string;
let entry: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tunewright-reference-"));
  entry = join(folder, "index.ts");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a package of two files and gives what is missing in its reference. */
function faultsIn(module: string, index = `export { it } from "./module.ts";`): string[] {
  writeFileSync(join(folder, "module.ts"), module);
  writeFileSync(entry, index);
  return findDocFaults(entry).map(({ line, message }) => `${line}: ${message}`);
}

describe("readPublicSurface()", () => {
  it("follows names to where they are declared, by the name that they are exported as", () => {
    mkdirSync(join(folder, "inner"));
    writeFileSync(join(folder, "inner", "deep.ts"), "export const one = 1;\nexport interface Two {}\n");
    writeFileSync(entry, `export { one as first, type Two } from "./inner/deep.ts";\nexport { three } from "three";\n`);
    const surface = readPublicSurface(entry).map(({ name, declarations, from }) => ({
      name,
      text: declarations.map((node) => node.getText()),
      from,
    }));
    expect(surface).toEqual([
      { name: "Two", text: ["export interface Two {}"], from: undefined },
      { name: "first", text: ["export const one = 1;"], from: undefined },
      { name: "three", text: [], from: "three" },
    ]);
  });

  it("refuses an entry that exports whatever another file has", () => {
    writeFileSync(entry, `export * from "./module.ts";\n`);
    expect(() => readPublicSurface(entry)).toThrow(/export \*/);
  });
});

describe("findDocFaults()", () => {
  it("finds nothing in a module that explains what it exports", () => {
    expect(
      faultsIn(
        "/** Adds one.\n * @param to A number. */\nexport function it(to: number) { return to + 1; }\nconst inner = 1;",
      ),
    ).toEqual([]);
  });

  it.each([
    { of: "a function", module: "export function it() {}", fault: "1: it is exported without documentation." },
    {
      of: "a method",
      module: "/** A class. */\nexport class it {\n  run() {}\n}",
      fault: "3: it.run is public without documentation.",
    },
    {
      of: "a number, which has a unit",
      module: "/** Size. */\nexport interface it {\n  size: number;\n}",
      fault: "3: it.size is public without documentation.",
    },
    {
      of: "an option, whose absence means something",
      module: "/** Choices. */\nexport interface it {\n  loud?: boolean;\n}",
      fault: "3: it.loud is public without documentation.",
    },
    {
      of: "a parameter that is gone",
      module: "/** Does it.\n * @param old Gone. */\nexport function it(now: string) { return now; }",
      fault: "3: it: @param old is no parameter.",
    },
    {
      of: "a link to what is not exported",
      module: "/** See {@link hidden}. */\nexport const it = 1;\nconst hidden = 2;",
      fault: "2: it links to hidden, which this package does not export.",
    },
  ])("finds $of", ({ module, fault }) => {
    expect(faultsIn(module)).toEqual([fault]);
  });

  it.each([
    {
      of: "privates",
      module: "/** A class. */\nexport class it {\n  #size = 1;\n  private run() { return this.#size; }\n}",
    },
    {
      of: "the end of a span whose start is explained",
      module: "/** Span. */\nexport interface it {\n  /** Offsets. */\n  start: number;\n  end: number;\n}",
    },
    { of: "a text whose name says it all", module: "/** Named. */\nexport interface it {\n  name: string;\n}" },
  ])("asks for no documentation of $of", ({ module }) => {
    expect(faultsIn(module)).toEqual([]);
  });
});
