import { createHash } from "node:crypto";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { jobRecordSchema, splitManifestSchema } from "@tunewright/schema";
import * as z from "zod";
import { spawnCli } from "../testing/spawn-cli.ts";

const sample = fileURLToPath(new URL("../../../../data/", import.meta.url));
let cwd: string;

/** A copy of the sample's data folder, without what a run writes. */
async function copySample(folder: string): Promise<void> {
  for (const name of ["raw", "rules", "suites", "api", "models.yaml", "pricing.yaml", "tunewright.yaml"]) {
    await cp(join(sample, name), join(folder, "data", name), { recursive: true });
  }
}

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-run-"));
  await copySample(cwd);
});
afterAll(() => rm(cwd, { recursive: true }));

const argv = ["run", "--config", "data/tunewright.yaml", "--version", "v8", "--compare-raw"];

describe("tunewright run", () => {
  it("takes the sample the whole way, and the second time says what is up to date", async () => {
    const first = await spawnCli([...argv, "--json"], { cwd });
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: "" });
    const shape = z.object({
      steps: z.array(z.object({ name: z.string(), skipped: z.boolean(), summary: z.string() })),
      record: jobRecordSchema,
      evaluation: z.object({ total: z.number(), wrongApiAvoidance: z.number() }),
      raw: z.object({ evaluation: z.object({ wrongApiAvoidance: z.number() }) }),
    });
    const { steps, record, evaluation, raw } = shape.parse(JSON.parse(first.stdout));
    expect(steps.map(({ name, skipped }) => `${name} ${skipped}`)).toEqual([
      "validate false",
      "sanitize false",
      "dedupe false",
      "split false",
      "tokens false",
      "train false",
      "evaluate false",
      "raw baseline false",
      "train raw false",
      "evaluate raw false",
    ]);
    expect(steps[1]?.summary).toContain("62 replacements in 35 records");
    expect(record).toMatchObject({
      version: "v8",
      provider: "local",
      status: "succeeded",
      train_examples: 627,
      validation_examples: 70,
      epochs: 3,
      seed: 42,
      rules: { replacements: 62 },
    });
    expect(record.fine_tuned_model).toMatch(/^ft:gpt-4o-mini-2024-07-18:tunewright-local:l4d2-sourcemod-v8:/);
    expect(evaluation).toEqual(expect.objectContaining({ total: 10, wrongApiAvoidance: 1 }));
    // The one figure that this project is about: what was learnt from the 62 wrong names is measured, and gone.
    expect(raw.evaluation.wrongApiAvoidance).toBeLessThan(1);

    const second = await spawnCli([...argv, "--json"], { cwd });
    expect(second.code).toBe(0);
    const again = shape.parse(JSON.parse(second.stdout));
    expect(again.steps.every(({ skipped }) => skipped)).toBe(true);
    expect(again.record.job_id).toBe(record.job_id);
  });

  it("keeps its record, its manifest and its files in agreement, with relative paths and no host", async () => {
    const text = await readFile(join(cwd, "data", "finetune_job_v8.json"), "utf8");
    const record = jobRecordSchema.parse(JSON.parse(text));
    const folder = join(cwd, "data", "versions", "v8");
    const hash = async (name: string): Promise<string> =>
      createHash("sha256")
        .update(await readFile(join(folder, name)))
        .digest("hex");
    expect(record.dataset).toMatchObject({
      train_sha256: await hash("train.jsonl"),
      validation_sha256: await hash("validation.jsonl"),
      manifest_sha256: await hash("manifest.json"),
    });
    const manifest = splitManifestSchema.parse(JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")));
    const sides = new Map<string, Set<string>>();
    for (const { cluster, side } of manifest.records) sides.set(cluster, (sides.get(cluster) ?? new Set()).add(side));
    expect([...sides.values()].filter((inside) => inside.size > 1)).toEqual([]);
    for (const name of [
      join(cwd, "data", "finetune_job_v8.json"),
      join(folder, "manifest.json"),
      join(folder, "sanitize-report.json"),
    ]) {
      const content = await readFile(name, "utf8");
      expect(content).not.toContain(cwd);
      expect(content).not.toMatch(/127\.0\.0\.1|localhost/);
    }
  });
});

describe("bad input", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tunewright-bad-"));
    await copySample(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("names a broken line, ends with 1 and writes no dataset; with --allow-rejects it goes on and loses nothing", async () => {
    const path = join(folder, "data", "raw", "security.jsonl");
    const whole = await readFile(path, "utf8");
    const lines = whole.split("\n");
    lines[4] = '{"messages": [';
    await writeFile(path, lines.join("\n"));
    const prepare = ["prepare", "--config", "data/tunewright.yaml", "--version", "v9"];
    const stopped = await spawnCli(prepare, { cwd: folder });
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain("data/raw/security.jsonl:5: invalid-json");
    expect(await readdir(join(folder, "data", "versions", "v9")).catch(() => [])).toEqual([]);

    const went = await spawnCli([...prepare, "--allow-rejects"], { cwd: folder });
    expect(went).toMatchObject({ code: 0 });
    const rejects = await readFile(join(folder, "data", "versions", "v9", "rejects.jsonl"), "utf8");
    expect(
      rejects
        .trim()
        .split("\n")
        .map((line) => z.object({ line: z.number(), record: z.string() }).parse(JSON.parse(line))),
    ).toEqual([{ line: 5, record: '{"messages": [' }]);
    await writeFile(path, whole);
  });

  it.each([
    [
      "a missing config",
      ["--config", "nope.yaml"],
      /^error: Cannot read the config nope\.yaml: there is no such file\./,
    ],
    [
      "a version that is none",
      ["--config", "data/tunewright.yaml", "--version", "final"],
      /^error: Cannot use "final" as a version\. Write it as "v8"\./,
    ],
  ])("ends with 2 and one clear line on %s", async (_name, flags, line) => {
    const version = flags.includes("--version") ? [] : ["--version", "v9"];
    const run = await spawnCli(["prepare", ...flags, ...version], { cwd: folder });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(line);
  });

  it("ends with 2 where it may not write, and leaves nothing half-written", async () => {
    const locked = join(folder, "data", "versions");
    await mkdir(locked, { recursive: true });
    // A file where a folder is needed stops even a superuser, whom no permission does.
    await rm(join(locked, "v10"), { recursive: true, force: true });
    await writeFile(join(locked, "v10"), "");
    await chmod(join(locked, "v10"), 0o400);
    const run = await spawnCli(["prepare", "--config", "data/tunewright.yaml", "--version", "v10"], { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^error: Cannot (?:write|read) /);
    expect(await readFile(join(locked, "v10"), "utf8")).toBe("");
  });
});
