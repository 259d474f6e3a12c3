import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { jsonObjects } from "../index.ts";

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(text: string, size = 3, maxRecordBytes = 1000): Promise<string[]> {
  const found: string[] = [];
  for await (const { line, kind, bytes } of jsonObjects(pieces(text, size), { maxRecordBytes })) {
    found.push(`${line} ${kind} ${bytes.toString()}`);
  }
  return found;
}

describe("jsonObjects()", () => {
  it.each([
    { title: "one a line", text: '{"a":1}\n{"b":2}\n', expected: ['1 object {"a":1}', '2 object {"b":2}'] },
    { title: "a list", text: '[{"a":1},\n {"b":2}]', expected: ['1 object {"a":1}', '2 object {"b":2}'] },
    { title: "over many lines", text: '{\n"a":{}\n}\n{\n}', expected: ['1 object {\n"a":{}\n}', "4 object {\n}"] },
    { title: "braces in strings", text: '{"a":"}\\"{"}', expected: ['1 object {"a":"}\\"{"}'] },
    { title: "a byte order mark", text: "\ufeff[{}]", expected: ["1 object {}"] },
    {
      title: "text between objects",
      text: "{}\nnull\n[1]\n{}",
      expected: ["1 object {}", "2 stray null", "3 stray 1]", "4 object {}"],
    },
    { title: "an object that never ends", text: '{}\n{"a":', expected: ["1 object {}", '2 stray {"a":'] },
    { title: "nothing", text: " \n", expected: [] },
    { title: "an empty list", text: "[]", expected: [] },
  ])("finds $title", async ({ text, expected }) => {
    expect(await collect(text)).toEqual(expected);
  });

  it("passes over an object above the limit without holding it", async () => {
    expect(await collect(`{"a":"${"x".repeat(50)}"}\n{}`, 7, 20)).toEqual(["1 oversized ", "2 object {}"]);
  });

  it("gives the same whatever the pieces are, for any values and either layout", async () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        objects,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0, 2),
        async (values, size, indent) => {
          for (const text of [
            JSON.stringify(values, undefined, indent),
            values.map((value) => JSON.stringify(value, undefined, indent)).join("\n"),
          ]) {
            const found: unknown[] = [];
            for await (const { kind, bytes } of jsonObjects(pieces(text, size))) {
              expect(kind).toBe("object");
              found.push(JSON.parse(bytes.toString()));
            }
            expect(JSON.stringify(found)).toBe(JSON.stringify(values));
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
