import { describe, expect, it } from "@jest/globals";
import { ProviderFailure, parseRetryAfter, retryAfterOf } from "./provider-failure.ts";
import { redact } from "./redact.ts";

describe("redact()", () => {
  it.each([
    "Incorrect API key provided: sk-proj-abcDEF123456",
    "key sk-ab****wxyz is wrong",
    "Authorization: Bearer abc.def.ghi",
    "https://host/x?api_key=abcdef123&y=1",
    "postgres://user:hunter2@host/db",
    "AKIAIOSFODNN7ABCDEFG",
    "tgp_v1_abcdefgh",
  ])("hides the key in %j", (text) => {
    const clean = redact(text);
    expect(clean).toContain("[hidden]");
    expect(clean).not.toMatch(/abcDEF|wxyz|abc\.def|abcdef123|hunter2|ODNN7|_v1_abc/);
  });

  it("hides the secrets that it is told, and leaves other text alone", () => {
    expect(redact("the word is xyzzy", ["xyzzy", ""])).toBe("the word is [hidden]");
    const plain = "Training file has 7 example(s), but must have at least 10 examples; task-force, risk-free.";
    expect(redact(plain)).toBe(plain);
  });
});

describe("parseRetryAfter()", () => {
  const now = Date.UTC(2026, 10, 24, 12);
  it.each([
    ["120", 120_000],
    ["0", 0],
    ["Tue, 24 Nov 2026 12:01:30 GMT", 90_000],
    ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
  ])("reads %j as %j ms", (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});

describe("retryAfterOf()", () => {
  const wrongClock = Date.UTC(2020, 0, 1);
  it.each([
    { what: "milliseconds before seconds", headers: { "retry-after-ms": "250", "retry-after": "9" }, expected: 250 },
    { what: "seconds where there is nothing finer", headers: { "retry-after": "9" }, expected: 9000 },
    {
      what: "a date by the service's clock, not this machine's",
      headers: { date: "Tue, 24 Nov 2026 12:00:00 GMT", "retry-after": "Tue, 24 Nov 2026 12:01:30 GMT" },
      expected: 90_000,
    },
    { what: "nothing where nothing is said", headers: {}, expected: undefined },
  ])("reads $what", ({ headers, expected }) => {
    expect(retryAfterOf(new Headers(Object.entries(headers)), wrongClock)).toBe(expected);
  });
});

it("says what to do about a refused key, a closed account and a used-up day", () => {
  const failure = (status: number, code?: string) =>
    new ProviderFailure("no", { kind: status === 429 ? "busy" : "refused", provider: "openai", status, code });
  expect(failure(401).toPipelineError("train").hint).toMatch(/Check the key/);
  expect(failure(403, "training_not_available").toPipelineError("train").hint).toMatch(/another --provider/);
  expect(failure(429, "daily_rate_limit_exceeded").toPipelineError("train").hint).toMatch(/tomorrow/);
});
