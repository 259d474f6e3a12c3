import { expect, it } from "@jest/globals";
import { causeCode, whatWasWrong } from "./network-error.ts";

const failed = (cause: unknown): Error => new TypeError("fetch failed", { cause });
const withCode = (code: string): Error => failed(Object.assign(new Error("connect"), { code }));

it.each([
  { error: withCode("ECONNREFUSED"), words: "nobody listens at its address (ECONNREFUSED)" },
  { error: withCode("ENOTFOUND"), words: "its host is not known (ENOTFOUND)" },
  { error: failed(withCode("UND_ERR_SOCKET")), words: "the connection was cut (UND_ERR_SOCKET)" },
  { error: withCode("ESOMETHING"), words: "no whole answer came back (ESOMETHING)" },
  { error: failed(new DOMException("late", "TimeoutError")), words: "no whole answer came in time" },
  { error: new SyntaxError("Unexpected token"), words: "the answer is not JSON" },
  { error: failed(undefined), words: "no whole answer came back" },
])("says of a call that failed: $words", ({ error, words }) => {
  expect(whatWasWrong(error, causeCode(error))).toBe(words);
});
