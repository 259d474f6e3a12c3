import { join, resolve } from "node:path";
import { expect, it } from "@jest/globals";
import { relativePath } from "./relative-path.ts";

it("tells a path from a folder, with slashes", () => {
  const folder = resolve("models", "house");
  expect(relativePath(folder, join(folder, "data", "raw", "a b.jsonl"))).toBe("data/raw/a b.jsonl");
  expect(relativePath(folder, resolve("models", "other.yaml"))).toBe("../other.yaml");
  expect(relativePath(folder, folder)).toBe(".");
});
