import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly publishConfig: { readonly exports: Manifest["exports"] };
}

const packages = readdirSync(`${root}packages`).map((folder) => ({
  folder,
  manifest: JSON.parse(readFileSync(`${root}packages/${folder}/package.json`, "utf8")) as Manifest,
}));

describe("package manifests", () => {
  it("carry one version, the one that the changelog speaks of", () => {
    const versions = new Set(packages.map(({ manifest }) => manifest.version));
    expect(versions.size).toBe(1);
    const [heading] = /^## (?:\[)?(\d+\.\d+\.\d+)/m.exec(readFileSync(`${root}CHANGELOG.md`, "utf8"))?.slice(1) ?? [];
    expect([...versions]).toEqual([heading]);
  });

  it.each(packages)("$folder says what a registry and a bundler ask", ({ folder, manifest }) => {
    expect(manifest).toMatchObject({
      license: "MIT",
      type: "module",
      description: expect.stringMatching(/\S/),
      homepage: `https://github.com/tunewright/tunewright/tree/main/packages/${folder}#readme`,
      bugs: "https://github.com/tunewright/tunewright/issues",
      repository: {
        type: "git",
        url: "git+https://github.com/tunewright/tunewright.git",
        directory: `packages/${folder}`,
      },
      engines: { node: ">=22.15" },
      sideEffects: folder === "cli" ? ["./dist/main.js"] : false,
      files: expect.arrayContaining(["dist", "!**/*.test.*", "!dist/.tsbuildinfo"]),
      publishConfig: { access: "public", provenance: true },
    });
  });

  it.each(packages)(
    "$folder publishes every entry that the workspace has, without the condition for sources",
    ({ manifest }) => {
      const published = Object.entries(manifest.exports).map(([path, target]) => {
        if (typeof target === "string") return [path, target];
        const { "@tunewright/source": _source, ...rest } = target;
        return [path, rest];
      });
      expect(manifest.publishConfig.exports).toEqual(Object.fromEntries(published));
    },
  );

  it("have a budget each", () => {
    const budgets = JSON.parse(readFileSync(`${root}scripts/packages/budgets.json`, "utf8")) as object;
    expect(Object.keys(budgets).toSorted()).toEqual(packages.map(({ manifest }) => manifest.name).toSorted());
  });

  it.each(packages)("$folder says in its README what an install brings at most", ({ folder, manifest }) => {
    const budgets = JSON.parse(readFileSync(`${root}scripts/packages/budgets.json`, "utf8")) as Readonly<
      Record<string, { readonly packages: number; readonly megabytes: number }>
    >;
    const budget = budgets[manifest.name];
    expect(readFileSync(`${root}packages/${folder}/README.md`, "utf8")).toContain(
      `An install brings at most ${budget?.packages} packages and ${budget?.megabytes} MB`,
    );
  });

  it("keep schema on zod alone, and openai out of the sanitizer", () => {
    const dependencies = Object.fromEntries(
      packages.map(({ folder, manifest }) => [folder, Object.keys(manifest.dependencies ?? {})]),
    );
    expect(dependencies["schema"]).toEqual(["zod"]);
    expect(dependencies["sanitizer"]).not.toContain("openai");
  });
});
