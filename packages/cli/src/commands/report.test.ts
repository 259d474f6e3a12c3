import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { reportDataSchema } from "@tunewright/schema";
import { runCli } from "../testing/run-cli.ts";

const data = path.join(import.meta.dirname, "../../../../data");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "report-"));
  const names = (await readdir(data)).filter((name) =>
    /\.ya?ml$|_v[567]\.json$|^production\.json$|^suites$/.test(name),
  );
  for (const name of names) await cp(path.join(data, name), path.join(folder, "data", name), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("tunewright report", () => {
  it("writes the summary of the committed history in four forms", async () => {
    const { code, stdout } = await runCli(["report"], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout.split("\n").filter(Boolean)).toEqual(
      ["md", "html", "csv", "json"].map((form) => `data/reports/evaluation-summary.${form}`),
    );
    const markdown = await readFile(path.join(folder, "data/reports/evaluation-summary.md"), "utf8");
    expect(markdown).not.toContain("scripts/evaluation");
    for (const row of [
      "| **Model ID** | `ft:gpt-4o-mini-2024-07-18:highencodelearning:l4d2-sourcemod-v7:CvTBCVPi` |",
      "| **Trained Tokens** | 703,947 |",
      "| **Pass Rate** | 80% (8/10 tests) |",
      "| **Forbidden Pattern Avoidance** | 86.7% |",
      "| saferoom_heal | No | 4.0 | Missing patterns |",
      "| V7 (703K tokens) | ~$2.80 | $0.15/1M input, $0.60/1M output |",
      "| GPT-4o-mini base | - | $0.15/1M input, $0.60/1M output |",
      "| `data/finetune_job_v7.json` | V7 job metadata |",
      "### Special Infected Events (8 tests)",
      "- **Changes**: Sanitized security patterns - fixed 62 wrong API references",
    ]) {
      expect(markdown).toContain(row);
    }
    expect(await readdir(path.join(folder, "data/reports/charts"))).toEqual(["pass-rates.svg"]);
    expect(await readFile(path.join(folder, "data/reports/evaluation-summary.html"), "utf8")).toContain(
      "<!doctype html>",
    );
  });

  it("shows a version that was prepared and not yet trained, with its charts, newest first", async () => {
    await rm(path.join(folder, "data"), { recursive: true });
    await mkdir(path.join(folder, "raw"));
    const line = (index: number): string =>
      JSON.stringify({
        messages: [
          { role: "user", content: `question${index} about thing${index}` },
          { role: "assistant", content: `answer${index} of word${index}` },
        ],
      });
    const config = "version: 1\ndata: data\nraw: [raw/*.jsonl]\ntrain: { model: gpt-4o-mini-2024-07-18 }\n";
    await writeFile(path.join(folder, "tunewright.yaml"), config);
    for (const [version, count] of [
      ["v9", 20],
      ["v10", 30],
    ] as const) {
      const lines = Array.from({ length: count }, (_, index) => `${line(index)}\n`);
      await writeFile(path.join(folder, "raw/one.jsonl"), lines.join(""));
      expect(await runCli(["prepare", "--version", version], { cwd: folder })).toMatchObject({ code: 0 });
    }
    const json = await runCli(["report", "--json"], { cwd: folder });
    const { datasets } = reportDataSchema.parse(JSON.parse(json.stdout));
    expect(datasets.map(({ version, train, validation }) => [version, train, validation])).toEqual([
      ["v10", 27, 3],
      ["v9", 18, 2],
    ]);
    expect((await runCli(["report"], { cwd: folder })).code).toBe(0);
    expect(await readdir(path.join(folder, "data/reports/charts"))).toEqual(
      expect.arrayContaining(["categories.svg", "tokens.svg"]),
    );
    const page = await readFile(path.join(folder, "data/reports/evaluation-summary.html"), "utf8");
    expect(page).not.toContain('id="history"');
    expect(page).toContain('id="dataset"');
    expect(page).toContain("Nothing was trained yet.");
  });

  it("prints its data as JSON or the text alone, and then writes nothing", async () => {
    const json = await runCli(["report", "--json"], { cwd: folder });
    const parsed = reportDataSchema.parse(JSON.parse(json.stdout));
    expect(parsed.jobs.map(({ version }) => version)).toEqual(["v7", "v6", "v5"]);
    expect(parsed.production).toBe("v7");
    const text = await runCli(["report", "--stdout", "--title", "My summary"], { cwd: folder });
    expect(text.stdout.startsWith("# My summary\n")).toBe(true);
    expect(await readdir(path.join(folder, "data"))).not.toContain("reports");
  });
});
