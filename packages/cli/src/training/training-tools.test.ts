import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { LaunchTools } from "@tunewright/job-launcher";
import { configOf } from "../input/load-config.ts";
import { trainingTools } from "./training-tools.ts";

const path = fileURLToPath(new URL("../../../../data/tunewright.yaml", import.meta.url));
let tools: LaunchTools;
beforeAll(async () => {
  const config = configOf({ version: 1, raw: ["raw/*.jsonl"], train: { model: "gpt-4o-mini" } }, path);
  tools = await trainingTools({ cwd: dirname(path) }, config);
});

describe("trainingTools(), on the project's own tables", () => {
  it.each([
    // OpenAI's deprecation page: no job for anyone from 2027-01-06, and the end on 2027-01-14.
    {
      provider: "openai",
      model: "gpt-4o-mini-2024-07-18",
      from: "2027-01-06",
      until: "2027-01-14",
      earliest: undefined,
    },
    { provider: "openai", model: "gpt-4o", from: "2027-01-06", until: "2027-01-14", earliest: undefined },
    { provider: "openai", model: "ft:gpt-4o-mini-2024-07-18:acme:l4d2:x", from: "2027-01-06", until: "2027-01-14" },
    // Azure's schedule of 2026-07-07: training until no earlier than 2027-04, deployments until 2027-10.
    { provider: "azure", model: "gpt-4o-mini-2024-07-18", from: "2027-04-01", until: "2027-10-01", earliest: true },
    { provider: "azure", model: "gpt-4.1-mini", from: "2027-04-01", until: "2027-10-01", earliest: true },
  ] as const)("know that $provider trains $model until $from", ({ provider, model, from, until, ...rest }) => {
    expect(tools.modelFacts?.({ provider, model })).toMatchObject({
      trainableUntil: from,
      shutdownDate: until,
      ...rest,
    });
  });

  it("know no days of one provider for another, and no price either", () => {
    const model = "gpt-4o-mini-2024-07-18";
    expect(tools.modelFacts?.({ provider: "together", model })).toBeUndefined();
    expect(tools.trainingPrice?.({ provider: "azure", model, method: "supervised" })).toBeUndefined();
    expect(tools.trainingPrice?.({ provider: "openai", model, method: "supervised" })).toMatchObject({
      usdPerMillionTokens: 3,
    });
  });
});
