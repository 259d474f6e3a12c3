import { expect, it } from "@jest/globals";
import { documents } from "./documents.ts";

it("has a JSON Schema file for every file that people write or read", () => {
  expect(Object.keys(documents)).toEqual(
    expect.arrayContaining([
      "chat-example",
      "preference-example",
      "reinforcement-example",
      "rule-pack",
      "sanitize-report",
      "split-manifest",
      "job-record",
      "eval-suite",
      "eval-results",
      "pricing",
      "model-table",
      "config",
    ]),
  );
});
