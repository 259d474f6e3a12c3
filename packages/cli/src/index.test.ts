import { describe, expect, it } from "@jest/globals";
import * as facade from "./index.ts";

describe("the package tunewright", () => {
  it("has every step of the pipeline, and what a program has to hand to one", () => {
    const steps = ["validateFile", "sanitizeFiles", "dedupeFiles", "splitFiles", "countTokensOfFiles"];
    const model = ["launchJob", "watchJob", "runSuite", "compareResults", "checkGate", "renderReport"];
    // A launch takes a provider, an evaluation a suite and where answers come from, a comparison results, a diff manifests.
    const taken = ["createOpenAIProvider", "loadSuite", "chatAnswers", "readResults", "readManifest", "loadRulePacks"];
    const functions = Object.entries(facade).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
    expect(functions).toEqual(expect.arrayContaining([...steps, ...model, ...taken]));
  });

  it("throws errors of the class that it exports", async () => {
    const fault: unknown = await facade.validateFile("/nowhere/at/all.jsonl").catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(facade.PipelineError);
    expect(fault).toMatchObject({ code: "INPUT_NOT_FOUND" });
  });
});
