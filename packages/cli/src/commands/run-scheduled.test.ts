import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-scheduled-"));
  expect((await runCli(["init", "--language", "python"], { cwd })).code).toBe(0);
});
afterAll(() => rm(cwd, { recursive: true }));

/** What a scheduler runs each time. */
async function schedule(): Promise<{ code: number; told: Record<string, unknown> }> {
  const { code, stdout } = await runCli(["run", "--version", "next", "--if-changed", "--yes", "--json"], { cwd });
  return { code, told: JSON.parse(stdout) as Record<string, unknown> };
}

const records = async (): Promise<string[]> =>
  (await readdir(cwd)).filter((name) => name.startsWith("finetune_job_")).toSorted();

describe("tunewright run --version next --if-changed", () => {
  // One story, since each part begins where the one before has ended.
  it("trains when data or settings have changed, and only then", async () => {
    const first = await schedule();
    expect(first).toMatchObject({ code: 0, told: { unchanged: false, record: { version: "v1" } } });

    expect(await schedule()).toMatchObject({ code: 0, told: { version: 1, unchanged: true, since: "v1" } });
    expect(await records()).toEqual(["finetune_job_v1.json"]);

    const bell = {
      messages: [
        { role: "user", content: "Ring." },
        { role: "assistant", content: "```python\nring()\n```" },
      ],
    };
    await appendFile(join(cwd, "raw", "bell.jsonl"), `${JSON.stringify(bell)}\n`);
    // v2 was prepared and never trained, so it is the one that goes on.
    expect((await schedule()).told).toMatchObject({ unchanged: false, record: { version: "v2" } });
    expect((await schedule()).told).toMatchObject({ unchanged: true, since: "v2" });

    const config = join(cwd, "tunewright.yaml");
    await writeFile(config, (await readFile(config, "utf8")).replace(/^train:$/m, "train:\n  epochs: 2"));
    expect((await schedule()).told).toMatchObject({ unchanged: false, record: { version: "v3", epochs: 2 } });
    expect(await records()).toEqual(["v1", "v2", "v3"].map((version) => `finetune_job_${version}.json`));

    // A higher limit on the price makes no other model.
    await writeFile(config, (await readFile(config, "utf8")).replace(/maxCost: 10/, "maxCost: 20"));
    expect((await schedule()).told).toMatchObject({ unchanged: true, since: "v3" });
  }, 120_000);
});
