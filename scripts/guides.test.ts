/**
 * Runs the shell blocks of every guide, in their order, each guide in a folder of its own, as somebody types them.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { guideBlocks, guidesFolder, installForGuides, typeCommands } from "./guide-shell.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tunewright-guides-"));
  installForGuides(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const guides = readdirSync(guidesFolder);

describe("guides", () => {
  it.each(guides)(
    "%s can be typed from top to bottom",
    (name) => {
      const blocks = guideBlocks(name, "sh");
      expect(blocks.length).toBeGreaterThan(0);
      const cwd = join(folder, name);
      mkdirSync(cwd);
      expect(typeCommands(folder, cwd, blocks.join("\n"))).toEqual({ status: 0, stderr: "" });
    },
    180_000,
  );

  it.each(guides)("%s holds YAML without a fault", (name) => {
    for (const block of guideBlocks(name, "yaml")) expect(() => parse(block, { strict: true })).not.toThrow();
  });
});
