/**
 * Packs every package as it would be published, installs each into an empty project of its own, and uses it there: by `import`, by
 * `require`, and by its program. Prints what an install brings, and holds it to a budget.
 *
 *     pnpm check:packages
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
/** What nobody may find in an install, and how many packages it may bring. */
const budgets: Readonly<Record<string, { readonly never?: readonly string[]; readonly packages: number }>> = {
  "@tunewright/schema": { packages: 2, never: ["openai"] },
  "@tunewright/sanitizer": { packages: 80, never: ["openai", "fastify"] },
  "@tunewright/splitter": { packages: 80, never: ["openai", "fastify"] },
  tunewright: { packages: 300 },
};
const folder = mkdtempSync(join(tmpdir(), "tunewright-packages-"));
let failed = false;

try {
  const packed = pack();
  for (const [name, file] of packed) check(name, file, packed);
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failed ? 1 : 0;

/** @returns The archive of each package. */
function pack(): Map<string, string> {
  const packed = new Map<string, string>();
  for (const entry of readdirSync(join(root, "packages"))) {
    const path = join(root, "packages", entry);
    const { name } = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as { name: string };
    const target = join(folder, "packed", entry);
    mkdirSync(target, { recursive: true });
    // pnpm puts real versions in the place of `workspace:` and `catalog:`.
    run("npx", ["--yes", "pnpm@10.34.9", "pack", "--pack-destination", target], path);
    const [archive] = readdirSync(target);
    if (archive === undefined) throw new Error(`${name} was not packed.`);
    packed.set(name, join(target, archive));
  }
  return packed;
}

function check(name: string, file: string, packed: ReadonlyMap<string, string>): void {
  const project = join(folder, "projects", name.replace("/", "-"));
  mkdirSync(project, { recursive: true });
  const files = Object.fromEntries([...packed].map(([other, archive]) => [other, `file:${archive}`]));
  const manifest = { name: "fresh", private: true, dependencies: { [name]: `file:${file}` }, overrides: files };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  const faults: string[] = [];
  const attempt = (what: string, command: string, argv: readonly string[]): void => {
    const { status, stderr } = spawnSync(command, argv, { cwd: project, encoding: "utf8" });
    if (status !== 0) faults.push(`${what}: ${stderr.trim().split("\n").slice(0, 4).join(" ")}`);
  };
  attempt("install", "npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (faults.length === 0) {
    attempt("import", process.execPath, ["--input-type=module", "-e", `await import(${JSON.stringify(name)})`]);
    attempt("require", process.execPath, ["-e", `require(${JSON.stringify(name)})`]);
    if (name === "tunewright") attempt("program", join(project, "node_modules/.bin/tunewright"), ["--version"]);
  }
  const { names, bytes } = measure(join(project, "node_modules"));
  const budget = budgets[name];
  if (budget !== undefined && names.size > budget.packages)
    faults.push(`brings ${names.size} packages, more than ${budget.packages}`);
  for (const other of budget?.never ?? []) if (names.has(other)) faults.push(`brings ${other}`);
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  process.stdout.write(
    `${faults.length === 0 ? "ok    " : "FAILED"} ${name.padEnd(28)}${String(names.size).padStart(4)} packages${size.padStart(10)}\n`,
  );
  for (const fault of faults) process.stdout.write(`         ${fault}\n`);
  failed ||= faults.length > 0;
}

/** The packages under a `node_modules`, and the bytes of their files. */
function measure(modules: string): { names: Set<string>; bytes: number } {
  const names = new Set<string>();
  let bytes = 0;
  for (const path of readdirSync(modules, { recursive: true, encoding: "utf8" })) {
    const full = join(modules, path);
    const found = statSync(full, { throwIfNoEntry: false });
    if (found?.isFile() !== true) continue;
    bytes += found.size;
    const own = /(?:^|.*node_modules\/)((?:@[^/]+\/)?[^/.][^/]*)\/package\.json$/.exec(path.replaceAll("\\", "/"));
    if (own?.[1] !== undefined) names.add(own[1]);
  }
  return { names, bytes };
}

function run(command: string, argv: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, argv, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${argv.join(" ")}: ${stderr}`);
}
