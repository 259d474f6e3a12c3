/**
 * Runs an exported suite in the real promptfoo: installed into a folder of its own, for it brings some 1.5 GB, and asked by a
 * service on this machine whose few answers a person has judged. promptfoo's verdicts must be that person's, and so must those
 * of `tunewright eval import` on the file that promptfoo wrote.
 *
 *     node scripts/check-promptfoo.ts [FOLDER THAT HAS PROMPTFOO INSTALLED]
 */
import { fork, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const version = "0.123.1";
const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "packages/cli/bin/tunewright.js");
/** The cases of `l4d2-table` whose answers are right; every other answer is wrong. */
const right: ReadonlySet<string> = new Set(["speed_boost", "hunter_pounce"]);

const folder = mkdtempSync(join(tmpdir(), "check-promptfoo-"));
const service = fork(join(import.meta.dirname, "promptfoo/judged-service.ts"));
try {
  const url = await new Promise<string>((resolve) => service.once("message", (message) => resolve(message as string)));
  const promptfoo = join(process.argv[2] ?? install(), "node_modules/promptfoo/dist/src/entrypoint.js");
  const project = join(folder, "project");
  run([
    program,
    "eval",
    "export",
    "--suite",
    "l4d2-table",
    "--promptfoo",
    project,
    "--model",
    "judged",
    "--base-url",
    url,
  ]);
  // It ends with 100 where an answer failed, as most are to.
  run([promptfoo, "eval", "-c", "promptfooconfig.yaml", "-o", "results.json", "--no-cache"], {
    cwd: project,
    fails: 100,
  });
  const results = join(project, "results.json");
  report("promptfoo", verdictsOfPromptfoo(results));
  report("eval import", verdictsOfImport(results));
} finally {
  service.kill();
  rmSync(folder, { recursive: true, force: true });
}

function install(): string {
  const target = join(folder, "promptfoo");
  mkdirSync(target);
  writeFileSync(join(target, "package.json"), JSON.stringify({ private: true }));
  const argv = ["install", `promptfoo@${version}`, "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", argv, { cwd: target, stdio: "inherit" });
  if (status !== 0) throw new Error(`promptfoo ${version} does not install here.`);
  return target;
}

function run(argv: readonly string[], options: { readonly cwd?: string; readonly fails?: number } = {}): string {
  const quiet = {
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    PROMPTFOO_DISABLE_UPDATE: "1",
    PROMPTFOO_CONFIG_DIR: join(folder, "state"),
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: options.cwd ?? root,
    encoding: "utf8",
    env: { ...process.env, ...quiet, OPENAI_API_KEY: "none" },
  });
  if (status === 0 || status === options.fails) return stdout;
  throw new Error(`${argv.slice(0, 3).join(" ")} ended with ${status}.\n${stderr}\n${stdout}`);
}

type Verdicts = ReadonlyMap<string, boolean>;

function verdictsOfPromptfoo(file: string): Verdicts {
  const { results } = JSON.parse(readFileSync(file, "utf8")) as {
    results: { results: { success: boolean; vars: { caseId: string } }[] };
  };
  return new Map(results.results.map(({ success, vars }) => [vars.caseId, success]));
}

function verdictsOfImport(file: string): Verdicts {
  const { cases } = JSON.parse(run([program, "eval", "import", file, "--no-save", "--json"])) as {
    cases: { id: string; passed: boolean }[];
  };
  return new Map(cases.map(({ id, passed }) => [id, passed]));
}

function report(who: string, verdicts: Verdicts): void {
  const wrong = [...verdicts].filter(([id, passed]) => passed !== right.has(id)).map(([id]) => id);
  const faults = [...(verdicts.size === 10 ? [] : [`${verdicts.size} cases in place of 10`]), ...wrong];
  const says = faults.length === 0 ? "judges ten answers as a person did" : faults.join(", ");
  process.stdout.write(`${faults.length === 0 ? "ok    " : "FAILED"} ${who}: ${says}\n`);
  if (faults.length > 0) process.exitCode = 1;
}
