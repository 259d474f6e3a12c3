import { expect, it } from "@jest/globals";
import { dashIsJson } from "./dash-is-json.ts";

interface Options {
  readonly report?: string;
  readonly out?: string;
  readonly json?: true;
}

it("takes a report on standard output for --json", () => {
  expect(dashIsJson<Options>({ report: "-", out: "a.jsonl" }, "report")).toStrictEqual({ out: "a.jsonl", json: true });
});

it("leaves any other report as it is, and other dashes", () => {
  const options: Options = { report: "report.json", out: "-" };
  expect(dashIsJson(options, "report")).toBe(options);
});
