import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { tokenReportSchema } from "@tunewright/schema";
import { makeSampleFolder } from "../testing/sample-folder.ts";
import { runCli } from "../testing/run-cli.ts";

const config = fileURLToPath(new URL("../../../../data/tunewright.yaml", import.meta.url));
let cwd: string;
beforeAll(async () => {
  cwd = await makeSampleFolder();
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (...argv: string[]) => runCli(argv, { cwd });

describe("tunewright tokens", () => {
  it("knows prices and limits without a config, from the tables of the release", async () => {
    const { code, stdout, stderr } = await run("tokens", "raw/one.jsonl", "--model", "gpt-4o-mini", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ known: true, limit: 65_536, price: { perMillion: 3 } });
    // What the table says of the project that it was made for concerns no other.
    expect((await run("tokens", "raw/one.jsonl", "--model", "gpt-4o-mini")).stdout).not.toContain("2.80");
  });

  it("prints the count, the price with its source, and the inference prices of both models", async () => {
    const { code, stdout } = await run("tokens", "raw/one.jsonl", "--config", config, "--epochs", "3");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^3 epochs \(as given\): [\d,]+ trained tokens$/m);
    expect(stdout).toMatch(/3\.00 per million tokens \(.*2026-11-23\)/);
    expect(stdout).toContain("~$2.80");
    expect(stdout).toContain("0.30 input, 1.20 output per million; on its base: 0.15 and 0.60");
  });

  it("prints one JSON object", async () => {
    const { stdout, stderr } = await run("tokens", "raw", "--model", "gpt-4o", "--config", config, "--json");
    expect(stderr).toBe("");
    expect(tokenReportSchema.parse(JSON.parse(stdout))).toMatchObject({ records: 21, baseModel: "gpt-4o-2024-08-06" });
  });

  it("counts without a config, and says what it does not know", async () => {
    const { code, stderr } = await run("tokens", "raw/one.jsonl", "--model", "gpt-9");
    expect(code).toBe(0);
    expect(stderr).toContain("the model table does not know gpt-9");
  });
});
