import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { main } from "../main.ts";
import { runCli } from "../testing/run-cli.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-local-"));
});
afterEach(() => rm(cwd, { recursive: true }));

describe("tunewright local-provider", () => {
  it("tells where it is up, answers there, and ends without an error when it is stopped", async () => {
    const stop = new AbortController();
    const stdout = new PassThrough({ encoding: "utf8" });
    const code = main(["local-provider", "--port", "0", "--json"], {
      cwd,
      env: {},
      stdout,
      stderr: new PassThrough().resume(),
      signal: stop.signal,
    });
    const [line] = (await once(stdout, "data")) as [string];
    const { baseUrl } = JSON.parse(line) as { baseUrl: string };
    const models = await fetch(`${baseUrl}/models`, { headers: { authorization: "Bearer any" } });
    expect(models.status).toBe(200);
    stop.abort();
    await expect(code).resolves.toBe(0);
  });

  it("refuses a fault plan with the place of its fault", async () => {
    await writeFile(join(cwd, "faults.yaml"), "version: 1\nfaults:\n  - fault:\n      kind: thunder\n");
    const { code, stderr } = await runCli(["local-provider", "--port", "0", "--faults", "faults.yaml"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/Cannot use the fault plan .*faults\.yaml: 4:7 faults\.0\.fault\.kind: /);
  });

  it("refuses to send webhooks that it could not sign", async () => {
    const webhook = ["--webhook-url", "http://127.0.0.1:9/hook"];
    const { code, stderr } = await runCli(["local-provider", "--port", "0", ...webhook], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("OPENAI_WEBHOOK_SECRET");
  });
});
