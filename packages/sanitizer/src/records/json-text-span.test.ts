import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { applyEdits, decodeSpan, liftEdits, type TextEdit } from "./json-text-span.ts";

const shortEscapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
};
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A letter, and one of the ways in which JSON can write it. */
const letter = fc.tuple(fc.constantFrom(...Array.from('ab_(é中😀\n\t"\\/\u0001')), fc.nat(2)).map(([plain, way]) => {
  const raw = JSON.stringify(plain).slice(1, -1);
  const written = way === 0 ? raw : way === 1 ? (shortEscapes[plain] ?? raw) : plain.split("").map(escaped).join("");
  return { plain, written };
});
const after = fc.constantFrom("", "Roll", "cv.Value()", "größer", 'say "no"', "中😀");

const cases = fc.record({
  letters: fc.array(letter, { maxLength: 20 }),
  cuts: fc.array(fc.nat(20)),
  afters: fc.array(after, { minLength: 6, maxLength: 6 }),
});

/** Edits between letters, in order and apart. */
function editsOf(
  letters: readonly { plain: string }[],
  cuts: readonly number[],
  afters: readonly string[],
): TextEdit[] {
  const offsets = letters.reduce<number[]>((all, { plain }) => [...all, (all.at(-1) ?? 0) + plain.length], [0]);
  const places = [...new Set(cuts.map((cut) => offsets[cut % offsets.length] ?? 0))].toSorted((a, b) => a - b);
  const edits: TextEdit[] = [];
  for (let index = 0; index + 1 < places.length && edits.length < afters.length; index += 2) {
    edits.push({ start: places[index] ?? 0, end: places[index + 1] ?? 0, after: afters[edits.length] ?? "" });
  }
  return edits;
}

describe("liftEdits()", () => {
  it.each([
    ["units", false],
    ["the bytes of UTF-8", true],
  ])("changes %s of the source so that it reads as the edited text", (_what, bytes) => {
    fc.assert(
      fc.property(cases, ({ letters, cuts, afters }) => {
        const text = letters.map(({ plain }) => plain).join("");
        const written = `["${letters.map((one) => one.written).join("")}"]`;
        const source = bytes ? Buffer.from(written).toString("latin1") : written;
        const edits = editsOf(letters, cuts, afters);
        const result = applyEdits(source, liftEdits(source, 2, edits, { bytes }));
        const read = bytes ? Buffer.from(result, "latin1").toString("utf8") : result;
        expect(JSON.parse(read)).toEqual([applyEdits(text, edits)]);
      }),
    );
  });

  it("moves nothing but what is replaced", () => {
    const source = String.raw`"a\u0062\n\"c😀d"`;
    // The text is: a b LF " c 😀 d.
    expect(
      liftEdits(source, 1, [
        { start: 1, end: 2, after: "B" },
        { start: 4, end: 7, after: "" },
      ]),
    ).toEqual([
      { start: 2, end: 8, after: "B" },
      { start: 12, end: 15, after: "" },
    ]);
    const bytes = Buffer.from(source).toString("latin1");
    expect(liftEdits(bytes, 1, [{ start: 4, end: 7, after: "" }], { bytes: true })).toEqual([
      { start: 12, end: 17, after: "" },
    ]);
  });

  it.each([
    [{}, "é中\\n"],
    [{ escapeAll: true }, "\\u00e9\\u4e2d\\n"],
    [{ bytes: true }, Buffer.from("é中\\n").toString("latin1")],
    [{ bytes: true, escapeAll: true }, "\\u00e9\\u4e2d\\n"],
  ])("writes a replacement as the rest of the record is written: %j", (options, written) => {
    expect(liftEdits('"ab"', 1, [{ start: 0, end: 2, after: "é中\n" }], options)).toEqual([
      { start: 1, end: 3, after: written },
    ]);
  });
});

describe("decodeSpan()", () => {
  it.each(["plain", "é中😀", String.raw`\u00e9\n\"`, String.raw`é\n中\ud83d\ude00`, ""])(
    "reads %j in units and in bytes",
    (inside) => {
      const source = `{"x":"${inside}"}`;
      const expected = (JSON.parse(source) as { x: string }).x;
      expect(decodeSpan(source, 6, 6 + inside.length, false)).toBe(expected);
      const bytes = Buffer.from(source).toString("latin1");
      expect(decodeSpan(bytes, 6, bytes.length - 2, true)).toBe(expected);
    },
  );
});
