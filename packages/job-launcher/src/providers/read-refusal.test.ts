import { describe, expect, it } from "@jest/globals";
import { readRefusal } from "./read-refusal.ts";

describe("readRefusal()", () => {
  it.each([
    {
      what: "OpenAI's shape",
      text: '{"error":{"message":"Bad suffix","type":"x","param":"suffix","code":"invalid"}}',
      refusal: { message: "Bad suffix", param: "suffix", code: "invalid" },
    },
    {
      what: "a bare message",
      text: '{"message":"Bad suffix","code":"no"}',
      refusal: { message: "Bad suffix", code: "no" },
    },
    { what: "a word for an error", text: '{"error":"Bad suffix"}', refusal: { message: "Bad suffix" } },
    { what: "FastAPI's detail", text: '{"detail":"Not Found"}', refusal: { message: "Not Found" } },
    {
      what: "FastAPI's list of faults",
      text: '{"detail":[{"loc":["body","seed"],"msg":"Input should be a valid integer","input":"secret"}]}',
      refusal: { message: "Input should be a valid integer" },
    },
    { what: "a code that is a number", text: '{"error":{"code":42,"message":"no"}}', refusal: { message: "no" } },
    { what: "plain text", text: "upstream connect error\nmore", refusal: { message: "upstream connect error" } },
    {
      what: "a page of HTML",
      text: "<html><h1>Bad gateway</h1></html>",
      refusal: { message: "HTTP 502 without a reason" },
    },
    { what: "JSON without a sentence", text: '{"ok":false}', refusal: { message: "HTTP 502 without a reason" } },
    {
      what: "half of JSON",
      text: `{"error":{"message":"${"x".repeat(300)}`,
      refusal: { message: "HTTP 502 without a reason" },
    },
    { what: "null", text: "null", refusal: { message: "HTTP 502 without a reason" } },
    { what: "nothing", text: "", refusal: { message: "HTTP 502 without a reason" } },
  ])("reads $what", ({ text, refusal }) => {
    expect(readRefusal(502, text)).toEqual(refusal);
  });
});
