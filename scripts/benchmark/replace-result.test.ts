import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { replaceResult } from "./replace-result.ts";

describe("replaceResult()", () => {
  it("changes one place and leaves the others, however often it runs", () => {
    const text = "# T\n<!-- begin a -->\nold\n<!-- end a -->\n<!-- begin b -->\nstays\n<!-- end b -->\n";
    const once = replaceResult(text, "a", "new $& text");
    expect(once).toBe("# T\n<!-- begin a -->\nnew $& text\n<!-- end a -->\n<!-- begin b -->\nstays\n<!-- end b -->\n");
    expect(replaceResult(once, "a", "new $& text")).toBe(once);
  });

  it("refuses a text without the place", () => {
    expect(() => replaceResult("# T\n", "a", "")).toThrow(RangeError);
  });
});

it("the benchmarks' README has a place for every benchmark that can be renewed", () => {
  const folder = join(import.meta.dirname);
  const places = [...readFileSync(join(folder, "README.md"), "utf8").matchAll(/<!-- begin (\w+) -->/g)].map(
    ([, name]) => name,
  );
  expect(places).toEqual(["lexer", "sanitize", "splitter", "server"]);
  for (const name of places) expect(readdirSync(folder)).toContain(`${name}.ts`);
});
