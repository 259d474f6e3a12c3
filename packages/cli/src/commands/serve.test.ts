import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.ts";

const rules = join(import.meta.dirname, "../../../../scripts/readme-fixtures/random-rules.yaml");
const config = `version: 1\nraw: [raw]\nrules: [${JSON.stringify(rules)}]\ntrain: { model: m, suffix: s }\n`;
let cwd: string;
let busy: Server;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-serve-"));
  await writeFile(join(cwd, "tunewright.yaml"), config);
  busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await new Promise<unknown>((resolve) => busy.close(resolve));
  await rm(cwd, { recursive: true });
});

const url = (): string => `http://127.0.0.1:${(busy.address() as AddressInfo).port}/v1`;
const serve = (...flags: string[]): ReturnType<typeof runCli> => runCli(["serve", "--no-log", ...flags], { cwd });

describe("tunewright serve", () => {
  it("says in one line what to do where there is no model", async () => {
    expect(await serve("--port", "0")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("There is no model to serve"),
    });
  });

  it("refuses an address that others reach when there is no key for clients", async () => {
    expect(await serve("--port", "0", "--host", "0.0.0.0", "--model", "m", "--base-url", url())).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("without a key"),
    });
  });

  it("says that a port is busy, and ends", async () => {
    const { port } = busy.address() as AddressInfo;
    expect(await serve("--port", String(port), "--model", "m", "--base-url", url())).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(`Cannot listen on port ${port}: it is in use.`),
    });
  });

  it("refuses a cost limit for a model whose price nobody knows", async () => {
    expect(
      await serve("--port", "0", "--model", "unheard-of", "--base-url", url(), "--daily-cost-limit", "1"),
    ).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("its price is not known") });
  });
});
