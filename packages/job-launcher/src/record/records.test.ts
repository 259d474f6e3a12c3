import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createTestClock } from "../testing/test-clock.ts";
import { jobRecordPath, parseJobRecord, readJobRecord, writeJobRecord } from "./job-record-file.ts";
import { listVersions } from "./list-versions.ts";
import { findProduction, promoteVersion } from "./production-file.ts";

const history = fileURLToPath(new URL("../../../../data", import.meta.url));

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "tunewright-records-"));
  for (const name of await readdir(history)) {
    if (/^(?:finetune_job_v[567]|production)\.json$/.test(name)) await cp(join(history, name), join(data, name));
  }
});
afterEach(() => rm(data, { recursive: true }));

describe("the history", () => {
  it("holds the figures of the evaluation summary, and null where it gives none", async () => {
    expect(await readJobRecord(data, "v7")).toMatchObject({
      job_id: "ftjob-fDzdTbmDP0jC4ehQweIIlvjm",
      fine_tuned_model: "ft:gpt-4o-mini-2024-07-18:highencodelearning:l4d2-sourcemod-v7:CvTBCVPi",
      train_examples: 627,
      validation_examples: 70,
      epochs: 3,
      trained_tokens: 703_947,
      created_at: "2026-01-07",
      cost: { final: null, stated: "~$2.80" },
      rules: { replacements: 62 },
      evaluation: { passed: 8, total: 10, average_score: 9.4, security_score: 9.9, wrong_api_avoidance: 1 },
    });
    expect(await readJobRecord(data, "v6")).toMatchObject({
      job_id: "ftjob-wL0SrpvsB1WVzhKWB5kbxXoP",
      train_examples: 697,
      fine_tuned_model: null,
      created_at: "2026-01-07",
      evaluation: { pass_rate: 0.5, wrong_api_avoidance: 0.867 },
    });
    expect(await readJobRecord(data, "v5")).toMatchObject({
      job_id: "ftjob-ZfZHfwBKeszByjfDrXgOFlKv",
      train_examples: 662,
      created_at: "2026-01-06",
      evaluation: null,
    });
  });

  it("says which version serves, also behind a byte order mark", async () => {
    const path = join(data, "production.json");
    const before = await findProduction(data);
    expect(before?.current.version).toBe("v7");
    await writeFile(path, `\uFEFF${await readFile(path, "utf8")}`);
    expect(await findProduction(data)).toEqual(before);
  });

  it("is listed newest first, with what is in production", async () => {
    await writeFile(join(data, "finetune_job_v10.json"), "{}");
    const { versions, unreadable } = await listVersions(data);
    expect(versions.map(({ record, production }) => [record.version, production])).toEqual([
      ["v7", true],
      ["v6", false],
      ["v5", false],
    ]);
    expect(unreadable).toMatchObject([{ version: "v10" }]);
  });
});

describe("promoteVersion()", () => {
  const model = "ft:base:acme:v8";
  beforeEach(async () => {
    const v7 = await readJobRecord(data, "v7");
    await writeJobRecord(data, { ...v7, version: "v8", job_id: "ftjob-8", fine_tuned_model: model });
  });

  it("moves the pointer past an open gate, and remembers what served before", async () => {
    const gate = async () => ({ passed: true, reason: "" });
    const clock = createTestClock();
    const moved = await promoteVersion({ data, version: "v8", gate, clock });
    expect(moved).toMatchObject({
      current: { version: "v8", model, forced: false, promoted_at: "2026-11-24T00:00:00.000Z" },
      history: [{ version: "v7" }],
    });
    expect(await findProduction(data)).toEqual(moved);
  });

  it("stays where it is when the gate is shut, unless forced, which it says", async () => {
    const gate = async () => ({ passed: false, reason: "it falls short in pass rate" });
    await expect(promoteVersion({ data, version: "v8", gate })).rejects.toMatchObject({ code: "EVAL_BELOW_GATE" });
    expect((await findProduction(data))?.current.version).toBe("v7");
    const moved = await promoteVersion({ data, version: "v8", gate, force: true });
    expect(moved.current).toMatchObject({ version: "v8", forced: true });
  });

  it("needs a model and a record", async () => {
    await expect(promoteVersion({ data, version: "v6", force: true })).rejects.toMatchObject({
      code: "EVAL_BELOW_GATE",
    });
    await expect(promoteVersion({ data, version: "v9", force: true })).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    await mkdir(join(data, "empty"));
    expect(await findProduction(join(data, "empty"))).toBeUndefined();
  });
});

describe("parseJobRecord()", () => {
  const first = {
    job_id: "ftjob-1",
    version: 4,
    base_model: "gpt-4o-mini-2024-07-18",
    training_file_id: "file-1",
    validation_file_id: "file-2",
    train_examples: 600,
    eval_examples: 60,
    epochs: 3,
    started_at: "2026-01-05T10:11:12.345678",
  };

  it("reads what the first tool wrote before its job ended", () => {
    expect(parseJobRecord(JSON.stringify(first), "r")).toMatchObject({
      record_version: 1,
      version: "v4",
      provider: "openai",
      train_examples: 600,
      validation_examples: 60,
      epochs: 3,
      hyperparameters: { n_epochs: 3 },
      created_at: "2026-01-05T10:11:12.345Z",
      finished_at: null,
      status: null,
      migrated_from: first,
    });
  });

  it("reads what it wrote after, with fields that nobody knows, and loses none", async () => {
    const later = {
      ...first,
      version: "V4",
      fine_tuned_model: "ft:x",
      status: "succeeded",
      completed_at: "2026-01-05T12:00:00Z",
      operator: "someone",
    };
    const record = parseJobRecord(JSON.stringify(later), "r");
    expect(record).toMatchObject({ version: "v4", fine_tuned_model: "ft:x", finished_at: "2026-01-05T12:00:00.000Z" });
    expect(record.migrated_from).toEqual(later);
    await writeJobRecord(data, record);
    expect(await readJobRecord(data, "v4")).toEqual(record);
  });

  it.each([
    {
      what: "figures written as text",
      field: { train_examples: "600", epochs: "3" },
      expected: { train_examples: 600, epochs: 3 },
    },
    {
      what: "epochs that the provider chose",
      field: { epochs: "auto" },
      expected: { epochs: null, hyperparameters: { n_epochs: "auto" } },
    },
    { what: "a date that is none", field: { started_at: "yesterday" }, expected: { created_at: null } },
    {
      what: "a date with a blank and no zone",
      field: { started_at: "2026-01-05 10:11:12" },
      expected: { created_at: "2026-01-05T10:11:12.000Z" },
    },
    {
      what: "a date in another zone",
      field: { started_at: "2026-01-05T10:11:12+01:00" },
      expected: { created_at: "2026-01-05T09:11:12.000Z" },
    },
    { what: "fields of the wrong kind", field: { status: 5, seed: "x" }, expected: { status: null, seed: null } },
    { what: "no version but that of its name", field: { version: undefined }, expected: { version: "v9" } },
  ])("reads an old record with $what, and keeps what stood there", ({ field, expected }) => {
    const old = { ...first, ...field };
    const record = parseJobRecord(`\uFEFF${JSON.stringify(old)}`, "data/finetune_job_v9.json");
    expect(record).toMatchObject(expected);
    expect(record.migrated_from).toEqual(JSON.parse(JSON.stringify(old)));
  });

  it("says of an old record that names no job just that", () => {
    expect(() => parseJobRecord(JSON.stringify({ ...first, job_id: undefined }), "r")).toThrow(
      expect.objectContaining({ code: "JOB_RECORD_INVALID", message: expect.stringMatching(/^[^;]*: job_id: [^;]*$/) }),
    );
  });

  it("names the fields that are wrong, and never their values", () => {
    const error = (() => {
      try {
        return parseJobRecord(
          JSON.stringify({ record_version: 1, version: "v4", job_id: "secret-value", provider: 5 }),
          "r",
        );
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toMatchObject({ code: "JOB_RECORD_INVALID", message: expect.stringContaining("provider") });
    expect(String(error)).not.toContain("secret-value");
    expect(() => parseJobRecord("{", "r")).toThrow(expect.objectContaining({ code: "JOB_RECORD_INVALID" }));
  });

  it("keeps a version from leaving its folder", () => {
    expect(() => jobRecordPath(data, "v1/../../etc")).toThrow(expect.objectContaining({ code: "USAGE" }));
  });

  it("leaves the old record when the new one cannot be written", async () => {
    const before = await readFile(jobRecordPath(data, "v7"), "utf8");
    const record = await readJobRecord(data, "v7");
    await expect(writeJobRecord(join(data, "finetune_job_v7.json"), record)).rejects.toMatchObject({
      code: "OUTPUT_UNWRITABLE",
    });
    expect(await readFile(jobRecordPath(data, "v7"), "utf8")).toBe(before);
  });
});

it("says of a record of a later shape that it is one", () => {
  const later = JSON.stringify({ record_version: 2, version: "v8", job: { id: "ftjob-1" } });
  expect(() => parseJobRecord(later, "finetune_job_v8.json")).toThrow(
    "Cannot read the record finetune_job_v8.json: a newer tunewright wrote it.",
  );
});
