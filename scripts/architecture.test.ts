import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";
import { listSources } from "./list-sources.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

it("ARCHITECTURE.md lists exactly the packages that there are", () => {
  const text = readFileSync(`${root}ARCHITECTURE.md`, "utf8");
  const listed = [...text.matchAll(/^\| `packages\/([\w-]+)` \|/gm)].map((match) => match[1]);
  const present = readdirSync(`${root}packages`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(listed.toSorted()).toEqual(present.map((entry) => entry.name).toSorted());
});

it("every package has a README that begins with its name", () => {
  for (const name of readdirSync(`${root}packages`)) {
    const manifest = JSON.parse(readFileSync(`${root}packages/${name}/package.json`, "utf8")) as { name: string };
    expect(readFileSync(`${root}packages/${name}/README.md`, "utf8").split("\n")[0]).toBe(`# ${manifest.name}`);
  }
});

it("a source of more than 300 lines says in its first lines why", () => {
  const sources = ["packages", "scripts"].flatMap((top) => listSources(join(root, top)));
  const silent = sources.filter((path) => {
    const lines = readFileSync(path, "utf8").split("\n");
    return lines.length > 301 && !/Over 300 lines|Longer than most/.test(lines.slice(0, 8).join("\n"));
  });
  expect(silent.map((path) => relative(root, path))).toEqual([]);
});
