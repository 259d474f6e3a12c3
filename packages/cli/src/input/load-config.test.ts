import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-config-"));
});
afterEach(() => rm(cwd, { recursive: true }));

async function refusal(text: string): Promise<string> {
  await writeFile(join(cwd, "tunewright.yaml"), text);
  const { code, stdout, stderr } = await runCli(["prepare", "--version", "v1"], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  return stderr;
}

const train = "train: {model: m}\n";

describe("a config with faults", () => {
  it("is refused with the place of each, in the order of the file", async () => {
    expect(
      await refusal(`version: 1\nsplit:\n  validationCount: many\n  seeed: 3\nrules: 5\n${train}splitt: 1\n`),
    ).toBe(
      "error: The config is not valid.\n" +
        "  tunewright.yaml:1:1: raw: it is missing; write a list\n" +
        "  tunewright.yaml:3:3: split.validationCount: a number is expected here, not text; write it without quotes\n" +
        "  tunewright.yaml:4:3: split.seeed: there is no such setting here; remove it or correct its name\n" +
        "  tunewright.yaml:5:1: rules: a list is expected here, not a number\n" +
        "  tunewright.yaml:7:1: splitt: there is no such setting here; remove it or correct its name\n",
    );
  });

  it("that is no YAML is refused with its place once", async () => {
    expect(await refusal("version: 1\nversion: 1\n")).toBe(
      "error: The config is not valid.\n  tunewright.yaml:2:1: this key stands here a second time; keep one of them\n",
    );
  });

  it("whose alias leads nowhere is refused like any other", async () => {
    expect(await refusal("version: 1\nraw: *records\n")).toMatch(
      /^error: The config is not valid\.\n {2}tunewright\.yaml:2:6: .*anchor.*\n$/,
    );
  });

  it("is not passed over for another one because it cannot be read", async () => {
    await mkdir(join(cwd, "tunewright.yaml"));
    const run = await runCli(["versions"], { cwd });
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/tunewright\.yaml: it is a folder\.\n$/) });
  });
});
