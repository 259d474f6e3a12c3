import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { validateFile } from "@tunewright/jsonl";
import type { CliContext, OutputStream } from "../context.ts";
import { drawAnswers } from "./draw-answers.ts";
import { drawReading } from "./draw-reading.ts";
import { ReadingProgress } from "./reading-progress.ts";

const erased = "\r\u001B[2K";

/** A terminal of a width, and what was written to it. */
function terminal(columns = 80): { stream: OutputStream; written: string[] } {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns });
  const written: string[] = [];
  stream.on("data", (bytes: Buffer) => written.push(bytes.toString()));
  return { stream, written };
}

describe("ReadingProgress", () => {
  let time: number;
  const now = (): number => time;
  beforeEach(() => {
    time = 0;
  });

  it("shows share, rate and what is left, once the work has taken a second", () => {
    const { stream, written } = terminal();
    const progress = new ReadingProgress(stream, { label: "sanitize", total: 400e6, now });
    time = 500;
    progress.add(50e6);
    expect(written).toEqual([]);
    time = 2000;
    progress.add(50e6);
    // 100 MB in 2 s are 50 MB/s; the other 300 MB take 6 s.
    expect(written).toEqual([`${erased}sanitize  25 %  100 of 400 MB  50 MB/s  6 s left`]);
    progress.erase();
    expect(written.at(-1)).toBe(erased);
  });

  it("redraws ten times a second at most", () => {
    const { stream, written } = terminal();
    const progress = new ReadingProgress(stream, { label: "split", total: 1e9, now });
    for (time = 1000; time < 2000; time += 10) progress.add(1e6);
    expect(written).toHaveLength(10);
  });

  it("begins anew, with a pace of its own, when everything is read a second time", () => {
    const { stream, written } = terminal();
    const progress = new ReadingProgress(stream, { label: "dedupe", total: 100e6, now });
    time = 10_000;
    progress.add(100e6);
    time = 20_000;
    progress.add(10e6);
    time = 21_000;
    progress.add(40e6);
    expect(written[0]).toBe(`${erased}dedupe 100 %  100 of 100 MB  10 MB/s  read, working`);
    expect(written.at(-1)).toBe(`${erased}dedupe (reading 2)  50 %  50 of 100 MB  50 MB/s  1 s left`);
  });

  it("shows what came and how fast where the whole is not known, cut to the terminal", () => {
    const { stream, written } = terminal(24);
    const progress = new ReadingProgress(stream, { label: "validate", now });
    time = 2000;
    progress.add(3e6);
    expect(written).toEqual([`${erased}validate  3.0 MB  1.5 M`]);
  });

  it("takes a terminal that does not know its width for one of 80", () => {
    const { stream, written } = terminal(0);
    const progress = new ReadingProgress(stream, { label: "validate", now });
    time = 2000;
    progress.add(3e6);
    expect(written).toEqual([`${erased}validate  3.0 MB  1.5 MB/s`]);
  });

  it("leaves a terminal alone that it never wrote to", () => {
    const { stream, written } = terminal();
    new ReadingProgress(stream, { label: "tokens", now }).erase();
    expect(written).toEqual([]);
  });
});

describe("drawReading()", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tunewright-progress-"));
    path = join(folder, "a.jsonl");
    writeFileSync(path, `${JSON.stringify({ messages: [] })}\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Reads the file on a clock that jumps, and gives what was drawn. */
  async function drawnWith(env: Record<string, string>, isTTY: boolean): Promise<string[]> {
    const { stream, written } = terminal();
    Object.assign(stream, { isTTY });
    let time = 0;
    const context = { stderr: stream, env } as unknown as CliContext;
    const now = (): number => (time += 2000);
    using line = await drawReading(context, { label: "validate", paths: [path], now });
    await validateFile(path);
    line[Symbol.dispose]();
    return written;
  }

  it("draws while files are read on a terminal, and takes the line away", async () => {
    const drawn = await drawnWith({}, true);
    expect(drawn[0]).toMatch(/validate 100 % {2}0\.0 of 0\.0 MB/);
    expect(drawn.at(-1)).toBe(erased);
  });

  it.each([
    { where: "in CI", env: { CI: "true" }, isTTY: true },
    { where: "in a pipe", env: {}, isTTY: false },
    { where: "on a terminal that cannot take a line away", env: { TERM: "dumb" }, isTTY: true },
  ])("draws nothing $where", async ({ env, isTTY }) => {
    expect(await drawnWith(env as Record<string, string>, isTTY)).toEqual([]);
  });

  it("takes the line away when the work fails", async () => {
    const { stream, written } = terminal();
    let time = 0;
    const context = { stderr: stream, env: {} } as unknown as CliContext;
    const now = (): number => (time += 2000);
    const failing = async (): Promise<void> => {
      using _line = await drawReading(context, { label: "split", paths: [path], now });
      await validateFile(path);
      throw new Error("full");
    };
    await expect(failing()).rejects.toThrow("full");
    expect(written.at(-1)).toBe(erased);
  });
});

describe("drawAnswers()", () => {
  const state = { total: 54, cost: 0, caseId: "hunter_pounce" };
  let time: number;
  beforeEach(() => {
    time = 0;
  });

  it("shows pace and what is left by the answers that were asked now", () => {
    const { stream, written } = terminal(100);
    const line = drawAnswers({ stderr: stream, env: {} } as unknown as CliContext, () => time);
    line.show({ ...state, done: 4, reused: 4 });
    time = 20_000;
    line.show({ ...state, done: 14, reused: 4, cost: 0.0123 });
    line.end();
    // Ten answers in 20 s are one in 2 s; forty are left.
    expect(written).toEqual([
      `${erased}4 of 54 answers  4 from before  hunter_pounce`,
      `${erased}14 of 54 answers  4 from before  30.0/min  80 s left  $0.0123  hunter_pounce`,
      erased,
    ]);
  });

  it("says nothing in CI", () => {
    const { stream, written } = terminal();
    const line = drawAnswers({ stderr: stream, env: { CI: "1" } } as unknown as CliContext, () => time);
    line.show({ ...state, done: 1, reused: 0 });
    line.end();
    expect(written).toEqual([]);
  });
});
