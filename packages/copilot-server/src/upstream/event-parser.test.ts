import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { EventParser } from "./event-parser.ts";

function read(bytes: Buffer, cuts: readonly number[]): string[] {
  const parser = new EventParser();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((left, right) => left - right);
  const events: string[] = [];
  let from = 0;
  for (const to of [...places, bytes.length]) {
    events.push(...parser.push(bytes.subarray(from, to)));
    from = to;
  }
  return [...events, ...parser.end()];
}

describe("EventParser", () => {
  it.each([
    ["comments and other fields", ': ping\nevent: x\nid: 1\ndata: {"a":1}\n\n', ['{"a":1}']],
    ["CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]],
    ["data in two lines", "data: a\ndata: b\n\n", ["a\nb"]],
    ["no blank behind the colon", "data:a\n\ndata:  b\n\n", ["a", " b"]],
    ["no blank line at the end", "data: a\n\ndata: [DONE]", ["a", "[DONE]"]],
    ["nothing", "\n\n\n", []],
  ])("reads %s", (_name, text, expected) => {
    expect(read(Buffer.from(text), [])).toEqual(expected);
  });

  it("reads the same however the bytes are cut", () => {
    const bytes = Buffer.from('data: {"é":"🙂"}\r\n\r\n: ping\n\ndata: Wrong\ndata: x\n\ndata: [DONE]\n\n');
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 20 }), (cuts) => {
        expect(read(bytes, cuts)).toEqual(['{"é":"🙂"}', "Wrong\nx", "[DONE]"]);
      }),
    );
  });

  it("refuses an event without end", () => {
    const parser = new EventParser();
    const part = Buffer.alloc(9 * 1024 * 1024, "x");
    expect(parser.push(part)).toEqual([]);
    expect(() => parser.push(part)).toThrow("not readable");
  });
});
