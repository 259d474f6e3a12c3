import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findExamples, layOutFixtures } from "../find-readme-examples.ts";
import { compareWithBudget, type InstallMeasure, measureInstall } from "./measure-install.ts";
import type { PackedPackage } from "./pack-workspace.ts";
import { run } from "./run.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const install = ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];

/** Where and by what a package is tried. */
export interface UsePackageOptions {
  /** An empty folder for the project that uses it. */
  readonly project: string;
  /** Every package of the workspace, since one brings others. */
  readonly packed: readonly PackedPackage[];
  /** The Nodes to run on, each by the path of its binary. */
  readonly nodes: readonly string[];
}

/** What came of trying a package. */
export interface UsePackageResult {
  readonly measure: InstallMeasure;
  /** One line for each thing that a stranger could not do. */
  readonly faults: readonly string[];
}

/**
 * Installs a package into an empty project, and uses it there as a stranger would: every entry by `import` and by `require`, the
 * examples of its README compiled by strict TypeScript and run, its program started; each on every Node.
 */
export async function usePackage(used: PackedPackage, options: UsePackageOptions): Promise<UsePackageResult> {
  const { project, packed, nodes } = options;
  const modules = join(project, "node_modules");
  const faults: string[] = [];
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      faults.push(`${what}: ${(error as Error).message}`);
      return false;
    }
  };
  const examples = findExamples(join(used.source, "README.md"));
  writeManifest(used, packed, project, [used.name]);
  if (!(await attempt("install", () => run("npm", install, project))))
    return { measure: { names: new Set(), bytes: 0 }, faults };
  const measure = measureInstall(modules);
  faults.push(...compareWithBudget(used.name, measure));

  // A README may show the package beside another of the workspace.
  const shown = packed.filter(({ name }) => examples.some(({ code }) => code.includes(`from "${name}"`)));
  if (shown.some(({ name }) => name !== used.name)) {
    writeManifest(used, packed, project, [...new Set([used.name, ...shown.map(({ name }) => name)])]);
    await attempt("install what its README shows", () => run("npm", install, project));
  }
  await attempt("strict TypeScript", () => compile(examples, used, project));
  for (const node of nodes) {
    const version = (await run(node, ["--version"], project)).trim();
    for (const entry of used.entries)
      await attempt(`${version}: ${entry}`, () => loadBothWays(node, used, entry, project));
    for (const [index, { name, promised }] of examples.entries())
      await attempt(`${version}: ${name}`, async () => {
        const printed = await run(node, [join("built", `example-${index + 1}.js`)], project);
        if (promised.length > 0 && printed.trimEnd() !== promised.join("\n"))
          throw new Error("it does not print what it says");
      });
    if (used.name === "tunewright")
      await attempt(`${version}: program`, () =>
        run(node, [join(modules, "tunewright/bin/tunewright.js"), "--version"], project),
      );
  }
  return { measure, faults };
}

function writeManifest(
  used: PackedPackage,
  packed: readonly PackedPackage[],
  project: string,
  names: readonly string[],
): void {
  mkdirSync(project, { recursive: true });
  const files = Object.fromEntries(packed.map(({ name, archive }) => [name, `file:${archive}`]));
  const dependencies = Object.fromEntries(names.map((name) => [name, files[name]]));
  const manifest = {
    name: `uses-${used.source.split("/").at(-1)}`,
    private: true,
    type: "module",
    dependencies,
    overrides: files,
  };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
}

/** Compiles the examples, and one file that imports every entry, as strictly as TypeScript can and with no library's types skipped. */
async function compile(examples: ReturnType<typeof findExamples>, used: PackedPackage, project: string): Promise<void> {
  layOutFixtures(project);
  mkdirSync(join(project, "source"));
  for (const [index, { code }] of examples.entries())
    writeFileSync(join(project, "source", `example-${index + 1}.ts`), code);
  const entries = used.entries.map((entry, index) => `import * as entry${index} from "${used.name}${entry.slice(1)}";`);
  const uses = used.entries.map((_, index) => `console.log(Object.keys(entry${index}).length);`);
  writeFileSync(join(project, "source", "entries.ts"), [...entries, ...uses, ""].join("\n"));
  const compilerOptions = {
    target: "es2023",
    // Nothing of a browser: these packages run in Node.
    lib: ["es2023", "esnext.disposable"],
    module: "nodenext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    rootDir: "source",
    outDir: "built",
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["source"] }));
  const compiler = join(root, "node_modules/@typescript/native/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "."], { cwd: project, encoding: "utf8" });
  // A fault in the types of a library counts too: whoever imports this package would have to live with it.
  if (status !== 0) {
    const faults = stdout.split("\n").filter((line) => line.includes("error TS"));
    throw new Error(faults.join("\n         ") || "the compiler does not run");
  }
}

/** Sees that `import` and `require` give the same names. */
async function loadBothWays(node: string, { name }: PackedPackage, entry: string, project: string): Promise<void> {
  const from = JSON.stringify(`${name}${entry.slice(1)}`);
  const imported = await run(node, ["--input-type=module", "-e", `${list(`await import(${from})`)}`], project);
  const required = await run(node, ["--input-type=commonjs", "-e", list(`require(${from})`)], project);
  if (imported !== required) throw new Error("import and require do not give the same names");
}

function list(expression: string): string {
  return `console.log(Object.keys(${expression}).filter((key) => key !== "default" && key !== "__esModule").sort().join())`;
}
