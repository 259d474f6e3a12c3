import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";

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
