import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createTestClock } from "../testing/test-clock.ts";
import type { JournalStep } from "./journal-entry.ts";
import { applyEntry, emptyJournal, type JournalState } from "./journal-state.ts";
import { LaunchJournal, parseJournal, readJournal } from "./launch-journal.ts";

const digest = (digit: string): string => digit.repeat(64);
const fingerprint = digest("a");
const started: JournalStep = {
  step: "launch-started",
  model_version: "v8",
  run: 1,
  provider: "openai",
  fingerprint,
  content: digest("c"),
};

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-journal-"));
  path = join(folder, ".tunewright", "journal-v8.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

const openJournal = (): Promise<LaunchJournal> => LaunchJournal.open(path, { clock: createTestClock() });

describe("LaunchJournal", () => {
  it("tells after a restart what it told before it", async () => {
    const journal = await openJournal();
    await journal.append(started);
    await journal.append({ step: "file-ready", role: "train", sha256: digest("1"), file_id: "file-1", reused: false });
    await journal.append({ step: "create-intent", fingerprint, attempt: 1 });
    const before = journal.state;
    await journal.close();
    const state = await readJournal(path);
    expect(state).toEqual(before);
    expect(state.current).toMatchObject({ run: 1, unresolved: true, attempts: 1, jobId: undefined });
    expect(state.current?.files).toEqual(new Map([[digest("1"), "file-1"]]));
  });

  it("takes half a line at its end for not written, and writes on behind it", async () => {
    const journal = await openJournal();
    await journal.append(started);
    await journal.close();
    await appendFile(path, '{"version":1,"at":"2026-11-24T00:0');
    await using again = await openJournal();
    expect(again.state.current).toMatchObject({ run: 1, unresolved: false });
    await again.append({ step: "create-intent", fingerprint, attempt: 1 });
    expect((await readJournal(path)).current).toMatchObject({ unresolved: true });
  });

  it("refuses a line within it that cannot be read, and names the line but not its text", async () => {
    const journal = await openJournal();
    await journal.append(started);
    await journal.append({ step: "create-intent", fingerprint, attempt: 1 });
    await journal.close();
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace("create-intent", "create-secret"));
    const error = await openJournal().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "JOB_RECORD_INVALID", details: { line: 2 } });
    expect(String(error)).not.toContain("create-secret");
  });

  it("says of a line of a later shape that it is one", () => {
    const later = Buffer.from(`${JSON.stringify({ version: 2, at: "2030-01-01T00:00:00Z", step: "dreamt" })}\n`);
    expect(() => parseJournal(later, "journal")).toThrow(
      "Cannot read the launch journal journal: a newer tunewright wrote it.",
    );
  });

  it("remembers the jobs of earlier launches, and the files of the same provider", async () => {
    await using journal = await openJournal();
    await journal.append(started);
    await journal.append({ step: "file-ready", role: "train", sha256: digest("1"), file_id: "file-1", reused: false });
    await journal.append({ step: "job-created", fingerprint, job_id: "job-1", how: "created" });
    await journal.append({ ...started, run: 2, fingerprint: digest("b") });
    expect(journal.state).toMatchObject({ earlierJobs: ["job-1"], current: { run: 2, jobId: undefined } });
    expect(journal.state.current?.files.size).toBe(1);
    await journal.append({ ...started, run: 3, provider: "together", fingerprint: digest("d") });
    expect(journal.state.current?.files.size).toBe(0);
  });

  it("takes back half a line when the disk is full, and says so", async () => {
    await using journal = await LaunchJournal.open(path, {
      clock: createTestClock(),
      hook: (point) => {
        if (point === "create-intent: half written") throw Object.assign(new Error("full"), { code: "ENOSPC" });
      },
    });
    await journal.append(started);
    const before = await readFile(path, "utf8");
    await expect(journal.append({ step: "create-intent", fingerprint, attempt: 1 })).rejects.toMatchObject({
      code: "NO_SPACE",
    });
    expect(await readFile(path, "utf8")).toBe(before);
    expect(journal.state.current).toMatchObject({ unresolved: false });
  });

  const steps = fc.array(
    fc.oneof(
      fc.constant(started),
      fc.nat(9).map((run): JournalStep => ({ ...started, run: run + 1, fingerprint: digest(String(run)) })),
      fc.nat(9).map((id): JournalStep => ({ step: "upload-intent", role: "train", sha256: digest(String(id)) })),
      fc.nat(9).map(
        (id): JournalStep => ({
          step: "file-ready",
          role: "validation",
          sha256: digest(String(id)),
          file_id: `file-${id}`,
          reused: id % 2 === 0,
        }),
      ),
      fc.nat(9).map((attempt): JournalStep => ({ step: "create-intent", fingerprint, attempt: attempt + 1 })),
      fc.string().map((reason): JournalStep => ({ step: "create-uncertain", fingerprint, reason })),
      fc.string().map((reason): JournalStep => ({ step: "create-refused", fingerprint, reason })),
      fc.nat(9).map((id): JournalStep => ({ step: "job-created", fingerprint, job_id: `job-${id}`, how: "created" })),
      fc.nat(9).map((id): JournalStep => ({ step: "job-ended", job_id: `job-${id}`, phase: "failed" })),
    ),
    { maxLength: 12 },
  );

  it("recovers from a cut at any byte to what a whole number of lines says", () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 1, noNaN: true }), (entries, share) => {
        const at = "2026-11-24T00:00:00.000Z";
        const lines = entries.map((step) => JSON.stringify({ version: 1, at, ...step }));
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const states = entries.reduce<JournalState[]>(
          (list, step) => [...list, applyEntry(list.at(-1) ?? emptyJournal, { version: 1, at, ...step })],
          [emptyJournal],
        );
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        const { state, length } = parseJournal(cut, "journal");
        const whole = cut.toString().split("\n").length - 1;
        expect(state).toEqual(states[whole]);
        expect(length).toBe(cut.lastIndexOf(0x0a) + 1);
      }),
    );
  });

  it("never forgets an intent that was on disk, wherever the file is cut behind it", async () => {
    const journal = await openJournal();
    await journal.append(started);
    await journal.append({ step: "create-intent", fingerprint, attempt: 1 });
    const safe = (await readFile(path)).length;
    await journal.append({ step: "job-created", fingerprint, job_id: "job-1", how: "created" });
    await journal.close();
    const whole = await readFile(path);
    for (let cut = safe; cut <= whole.length; cut += 1) {
      await writeFile(path, whole);
      await truncate(path, cut);
      const { current } = await readJournal(path);
      expect(current?.unresolved === true || current?.jobId === "job-1").toBe(true);
    }
  });
});
