import { appendFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openTrialLog } from "./trial-log.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "trial-log-"));
  file = path.join(folder, "trials.jsonl");
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const answer = (text: string) => ({ text, finishReason: null, promptTokens: 1, completionTokens: 2, latencyMs: 3 });

async function keep(options: { readonly fresh?: boolean }, answers: Readonly<Record<string, string>>): Promise<void> {
  const log = await openTrialLog(file, options);
  for (const [key, text] of Object.entries(answers)) await log.append(key, answer(text));
  await log.close();
}

async function kept(...keys: string[]): Promise<(string | undefined)[]> {
  const log = await openTrialLog(file);
  await log.close();
  return keys.map((key) => log.get(key)?.text);
}

describe("openTrialLog()", () => {
  it("keeps whatever an answer holds, longer than what is read at once, too", async () => {
    const long = `a\u2028b\r\n\u0000é🎮${"x".repeat(200_000)}`;
    await keep({}, { a: long, b: "" });
    expect(await kept("a", "b", "c")).toEqual([long, "", undefined]);
  });

  it("finds nothing of before in a fresh one, and keeps what comes in its place", async () => {
    await keep({}, { a: "old", b: "old" });
    const fresh = await openTrialLog(file, { fresh: true });
    expect(fresh.get("a")).toBeUndefined();
    await fresh.close();
    await keep({ fresh: true }, { a: "new" });
    expect(await kept("a", "b")).toEqual(["new", "old"]);
  });

  it("passes over lines that are none, and goes on behind one that was cut off", async () => {
    await keep({}, { a: "one" });
    await appendFile(file, '{}\n\nnull\n{"key":"b","te');
    await keep({}, { c: "two" });
    expect(await kept("a", "b", "c")).toEqual(["one", undefined, "two"]);
  });

  it("refuses a log that it cannot read, as all of it would be paid for again", async () => {
    await mkdir(file);
    await expect(openTrialLog(file)).rejects.toMatchObject({ code: "INPUT_UNREADABLE" });
  });
});
