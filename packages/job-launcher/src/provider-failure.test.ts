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
