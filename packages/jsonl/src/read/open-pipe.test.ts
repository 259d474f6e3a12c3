import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readJsonl } from "../index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-pipe-"));
});
afterAll(() => rm(folder, { recursive: true }));

function makePipe(name: string): string {
  const path = join(folder, name);
  execFileSync("mkfifo", [path]);
  return path;
}

async function values(path: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of readJsonl(path)) found.push(item.kind === "record" ? item.value : item.issues);
  return found;
}

describe("readJsonl() of a named pipe", () => {
  it.each([
    ["plain", Buffer.from("1\n2\n")],
    ["gzip", gzipSync("1\n2\n")],
  ])("reads what one writer writes, once: %s", async (name, bytes) => {
    const path = makePipe(name);
    const reading = values(path);
    createWriteStream(path).end(bytes);
    expect(await reading).toEqual([1, 2]);
  });

  it("can be interrupted while no writer has come", async () => {
    const path = makePipe("nobody");
    const interruption = new AbortController();
    const reading = (async () => {
      for await (const item of readJsonl(path, { signal: interruption.signal })) throw new Error(item.kind);
    })();
    interruption.abort(new Error("interrupted"));
    await expect(reading).rejects.toThrow("interrupted");
  });
});
