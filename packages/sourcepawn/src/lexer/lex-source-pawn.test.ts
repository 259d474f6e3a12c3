import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { keywords } from "./keywords.ts";
import { lexSourcePawn } from "./lex-source-pawn.ts";
import { hashName } from "./name-hash.ts";
import { TokenBuffer } from "./token-buffer.ts";
import { TokenFlag, TokenKind } from "./token-kind.ts";

const read = (code: string): string[] =>
  [...lexSourcePawn(code)].filter((token) => token.class !== "space").map((token) => `${token.class} ${token.text}`);

/** Pieces that stress the lexer when they meet in any order. */
const pieces = fc.constantFrom(
  ..."\" ' \\ / * // /* */ \n \r\n \r \t # #define #if #include < > ( ) { } [ ] 0x1F 1.5 1e 'a' '\\x41' %1 ... :: >>>= é 😀 \u2028 \ufeff".split(
    " ",
  ),
  "\\\n",
  "\\ \r\n",
  "#pragma deprecated ",
  "#error ",
  " ",
  "new Float:x",
  '"a\\"b"',
);
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.array(pieces, { maxLength: 40 }).map((list) => list.join("")),
);

describe("lexSourcePawn()", () => {
  it.each([
    ["integers", "1 1_000 0x1F 0b101 0o17", ["number 1", "number 1_000", "number 0x1F", "number 0b101", "number 0o17"]],
    ["floats", "1.5 2.0e-3 3.0E+2", ["number 1.5", "number 2.0e-3", "number 3.0E+2"]],
    ["a range of cases", "case 1..5:", ["keyword case", "number 1", "punctuator ..", "number 5", "punctuator :"]],
    [
      "a member of a number's neighbour",
      "a[0].x",
      ["identifier a", "punctuator [", "number 0", "punctuator ]", "punctuator .", "identifier x"],
    ],
    [
      "characters",
      String.raw`'a' '\'' '"' '\\' '\x41' '\65;' '\n'`,
      String.raw`'a'|'\''|'"'|'\\'|'\x41'|'\65;'|'\n'`.split("|").map((text) => `character ${text}`),
    ],
    [
      "an apostrophe in English",
      "don't f()",
      ["identifier don", "unknown '", "identifier t", "identifier f", "punctuator (", "punctuator )"],
    ],
    [
      "escapes in strings",
      String.raw`"a\"b" "\x41;%%\u0041" "\\"`,
      [String.raw`string "a\"b"`, String.raw`string "\x41;%%\u0041"`, String.raw`string "\\"`],
    ],
    ["a string over two lines", '"a\\\nb" c', ['string "a\\\nb"', "identifier c"]],
    ["a string over two lines with CRLF", '"a\\\r\nb" c', ['string "a\\\r\nb"', "identifier c"]],
    ["joined strings", '"a" ... "b"', ['string "a"', "punctuator ...", 'string "b"']],
    ["a string that is not closed", '"abc\nd', ['string "abc', "identifier d"]],
    [
      "comments",
      "a // b\nc /* d\n*/ e",
      ["identifier a", "comment // b", "identifier c", "comment /* d\n*/", "identifier e"],
    ],
    ["a comment that is not closed", "a /* b", ["identifier a", "comment /* b"]],
    [
      "an include",
      '#include <sdktools>\n#tryinclude "a/b.inc"\n#include sdkhooks',
      [
        "directive #include",
        "include-path <sdktools>",
        "directive #tryinclude",
        'include-path "a/b.inc"',
        "directive #include",
        "include-path sdkhooks",
      ],
    ],
    ["an include with a comment", "#include <a> // why", ["directive #include", "include-path <a>", "comment // why"]],
    ["a define as code", '#define EVENT "pounce"', ["directive #define", "identifier EVENT", 'string "pounce"']],
    [
      "a macro",
      "#define MAX(%1,%2) ((%1)>(%2)?%1:%2)",
      [
        "directive #define",
        "identifier MAX",
        "punctuator (",
        "macro-parameter %1",
        "punctuator ,",
        "macro-parameter %2",
        "punctuator )",
        "punctuator (",
        "punctuator (",
        "macro-parameter %1",
        "punctuator )",
        "punctuator >",
        "punctuator (",
        "macro-parameter %2",
        "punctuator )",
        "punctuator ?",
        "macro-parameter %1",
        "punctuator :",
        "macro-parameter %2",
        "punctuator )",
      ],
    ],
    ["a remainder outside a macro", "a%1", ["identifier a", "punctuator %", "number 1"]],
    [
      "a directive with a space behind its sign",
      "#  if defined X",
      ["directive #  if", "keyword defined", "identifier X"],
    ],
    [
      "free text behind a pragma",
      "#pragma deprecated Don't, use X() // so\nint a",
      [
        "directive #pragma",
        "identifier deprecated",
        "directive-text Don't, use X()",
        "comment // so",
        "keyword int",
        "identifier a",
      ],
    ],
    ["free text behind #error", '#error "x" is (missing)', ["directive #error", 'directive-text "x" is (missing)']],
    ["a pragma as code", "#pragma semicolon 1", ["directive #pragma", "identifier semicolon", "number 1"]],
    ["a sign in the middle of a line", "a #b", ["identifier a", "punctuator #", "identifier b"]],
    [
      "old tags",
      "new Float:x = Float:y;",
      [
        "keyword new",
        "identifier Float",
        "punctuator :",
        "identifier x",
        "punctuator =",
        "identifier Float",
        "punctuator :",
        "identifier y",
        "punctuator ;",
      ],
    ],
    [
      "operators",
      "a>>>=b<<=c>>>d::e&&f||!g!=h++",
      [
        "identifier a",
        "punctuator >>>=",
        "identifier b",
        "punctuator <<=",
        "identifier c",
        "punctuator >>>",
        "identifier d",
        "punctuator ::",
        "identifier e",
        "punctuator &&",
        "identifier f",
        "punctuator ||",
        "punctuator !",
        "identifier g",
        "punctuator !=",
        "identifier h",
        "punctuator ++",
      ],
    ],
    ["a pasted byte order mark", "\ufeffint a", ["keyword int", "identifier a"]],
    ["letters of other languages", "int größe", ["keyword int", "identifier gr", "unknown öß", "identifier e"]],
  ])("reads %s", (_name, code, expected) => {
    expect(read(code)).toEqual(expected);
  });

  it("knows which tokens stand in a directive, over continued lines and up to the line break", () => {
    const code = "#define A B \\\n  C\nD";
    const tokens = lexSourcePawn(code);
    const inside = [...tokens]
      .filter((token) => token.class !== "space")
      .map((_, i) => tokens.hasFlag(i, TokenFlag.inDirective));
    expect(inside).toEqual([true, true, true, true, false]);
    expect(tokens.hasFlag(4, TokenFlag.firstOnLine)).toBe(true);
  });

  it("ends a directive with a comment that breaks the line", () => {
    const tokens = lexSourcePawn("#define A 1 /* x\n*/ B");
    expect(tokens.textOf(4)).toBe("B");
    expect(tokens.hasFlag(4, TokenFlag.inDirective)).toBe(false);
  });

  it("marks what is not closed", () => {
    const flagged = (code: string): boolean => lexSourcePawn(code).hasFlag(0, TokenFlag.unterminated);
    expect(['"a', '"a\n"', "'", "'ab'", "/* a", '"a"', "'a'", "/* a */"].map(flagged)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("knows every keyword, and nothing else, as one", () => {
    for (const word of keywords) expect(read(word)).toEqual([`keyword ${word}`]);
    expect(read("Handle News ne neww")).toEqual(["Handle", "News", "ne", "neww"].map((word) => `identifier ${word}`));
  });

  it("stores the hash of every name", () => {
    const tokens = lexSourcePawn("HookEvent new #define");
    expect(Array.from(tokens.hashes.subarray(0, 2))).toEqual([hashName("HookEvent"), hashName("new")]);
  });

  it("reads a part of a text with offsets in the whole", () => {
    const text = "prose `HookEvent(a)` prose";
    const tokens = lexSourcePawn(text, { start: 7, end: 19 });
    expect([...tokens].map(({ text: word }) => word)).toEqual(["HookEvent", "(", "a", ")"]);
    expect(tokens.starts[0]).toBe(7);
    expect(() => lexSourcePawn(text, { start: 7, end: 99 })).toThrow(RangeError);
  });

  it("reuses a buffer", () => {
    const into = new TokenBuffer(2);
    lexSourcePawn("a b c d e f", { into });
    expect(lexSourcePawn("int x", { into })).toBe(into);
    expect([...into].map(({ text }) => text)).toEqual(["int", " ", "x"]);
  });

  it("gives the text back when its tokens are joined, whatever the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect([...lexSourcePawn(text)].map((token) => token.text).join("")).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves nothing but white space and line continuations between tokens", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const gaps = [...lexSourcePawn(text)].filter((token) => token.class === "space");
        for (const gap of gaps) expect(gap.text.replace(/\\[ \t]*(?:\r\n|\r|\n)/g, "")).toMatch(/^[\0- \x7f\ufeff]*$/);
      }),
      { numRuns: 1000 },
    );
  });

  it("reads a part as it reads the part alone", () => {
    fc.assert(
      fc.property(texts, texts, texts, (before, text, after) => {
        const whole = before + text + after;
        const part = lexSourcePawn(whole, { start: before.length, end: before.length + text.length });
        expect([...part].map(({ kind, text: word }) => [kind, word])).toEqual(
          [...lexSourcePawn(text)].map(({ kind, text: word }) => [kind, word]),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['"\\', "/*", "\\ ", "'\\x", "# ", "#if ", "<", "1.", "((", "#include <a", "😀", '"', "*/"])(
    "stays linear on a long run of %j",
    (piece) => {
      const count = (times: number): number => lexSourcePawn(piece.repeat(times)).length;
      expect(count(400_000)).toBeGreaterThanOrEqual(1);
    },
    5000,
  );

  it("finds the token at an offset", () => {
    const tokens = lexSourcePawn("ab cd");
    expect([0, 1, 2, 3, 4, 5].map((offset) => tokens.indexAt(offset))).toEqual([0, 0, 1, 1, 1, 2]);
    expect(tokens.isText(1, "cd")).toBe(true);
    expect(tokens.at(1)).toEqual({ class: "identifier", kind: TokenKind.identifier, start: 3, end: 5, text: "cd" });
  });
});
