import { expect, it } from "@jest/globals";
import { ProviderFailure } from "./provider-failure.ts";

it.each([
  ["create the job", "Correct the request and launch again."],
  ["upload the train file", "Correct the request and launch again."],
  ["cancel the job", 'See where the job stands with "tunewright status".'],
  ["resume the job", 'See where the job stands with "tunewright status".'],
])("says what to do where a service refuses to %s", (action, hint) => {
  const failure = new ProviderFailure("no", { kind: "refused", provider: "openai", status: 400 });
  expect(failure.toPipelineError(action)).toMatchObject({ code: "PROVIDER_REFUSED", hint });
});

it("keeps a message of a service to one line that a terminal may show, and cuts a long one between words", () => {
  const failureOf = (message: string): string =>
    new ProviderFailure(message, { kind: "refused", provider: "openai" }).message;
  expect(failureOf("first\r\nsecond \u001b[31mred")).toBe("first second  [31mred.");
  expect(failureOf(`${"word ".repeat(300)}end`)).toBe(`${"word ".repeat(200)}…`);
});

it.each([
  {
    status: 502,
    message: "HTTP 502 without a reason",
    said: "did not answer as it should: HTTP 502 without a reason.",
  },
  { status: 502, message: "no", said: "did not answer as it should (HTTP 502): no." },
])("names the status once ($message)", ({ status, message, said }) => {
  const failure = new ProviderFailure(message, { kind: "uncertain", provider: "openai", status });
  expect(failure.toPipelineError("look at the job").message).toBe(`Cannot look at the job: openai ${said}`);
});

it.each([
  [90_000, "It asks to be left alone for 2 minutes; launch again then."],
  [3 * 3_600_000, "It asks to be left alone for 3 hours; launch again then."],
  [99_999_999_000, "It asks to be left alone for 1158 days; ask its operator."],
])("says how long a service wants to be left alone (%i ms)", (retryAfterMs, hint) => {
  const failure = new ProviderFailure("no", { kind: "busy", provider: "openai", status: 429, retryAfterMs });
  expect(failure.toPipelineError("create the job").hint).toBe(hint);
});
