import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { AnswerSource } from "@tunewright/evals";
import { keepAnswers } from "./keep-answers.ts";

let data: string;
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), "keep-answers-"));
});
afterEach(async () => {
  await rm(data, { recursive: true });
});

const source = (kind: AnswerSource["kind"], model = "m"): AnswerSource => ({
  kind,
  model,
  identity: [model],
  maxTokens: null,
  answer: () => Promise.reject(new Error("Nobody asks here.")),
});
const keep = (asked: AnswerSource, suite = "one") =>
  keepAnswers(asked, { data, fresh: false, suite: { id: suite, sha256: suite } });

describe("keepAnswers()", () => {
  it.each(["chat", "command"] as const)(
    "tells a second run of the first (%s), as both would ask everything",
    async (kind) => {
      const first = await keep(source(kind));
      await expect(keep(source(kind))).rejects.toMatchObject({
        code: "JOB_LOCKED",
        message: expect.stringMatching(
          new RegExp(`^Cannot evaluate m on one: process ${process.pid}, since .* is doing it`),
        ),
      });
      const others = [await keep(source(kind, "another model")), await keep(source(kind), "another suite")];
      for (const kept of [first, ...others]) await kept.close(true);
      await (await keep(source(kind))).close(true);
    },
  );

  it("holds and keeps nothing for recorded answers", async () => {
    const both = [await keep(source("answers")), await keep(source("answers"))];
    for (const kept of both) await kept.close(true);
    expect(await readdir(data)).toEqual([]);
  });
});
