import { describe, expect, it } from "@jest/globals";
import { lineBreakFrom, readPlace, startOfLine } from "./code-line.ts";

/** What the line tells of the place behind `^`: its kind and text, and of a string the call it is an argument of. */
function read(marked: string): string | undefined {
  const place = marked.indexOf("^");
  const code = marked.replace("^", "");
  const found = readPlace(code, place);
  if (found === undefined) return undefined;
  const { kind, start, end, argument } = found;
  const call = argument === undefined ? "" : ` of ${argument.callee}:${argument.position}`;
  return `${kind} ${code.slice(start, end)}${call}`;
}

const inBody = (line: string): string => `void F()\n{\n\t${line}\n}`;

describe("readPlace() of a call", () => {
  it.each([
    "^Name(1);",
    "^Name (1) ;",
    "x = ^Name(1);",
    "x = y + ^Name(1) * 2;",
    "x = y - ^Name(1) - 2;",
    "x = y / ^Name(1) / 2;",
    "x = ^Name(1) % 2;",
    "x = ^Name(1) > 2;",
    "x = ^Name(1) < 2;",
    "x = ^Name(1) & 2;",
    "x = ^Name(1) | 2;",
    "x = a | ^Name(1);",
    "x = b ? c : !^Name(1);",
    "if (^Name(1) == 2) return;",
    "if (^Name(1) != 2) return;",
    "if (a && ^Name(1)) return;",
    "return ^Name(1);",
    "return\t^Name(1);",
    "Show(^Name(1), 2);",
    "Show(2, ^Name(1));",
    "Show(2, a[1 + ^Name(1)]);",
    'Show("a, (b", ^Name(1));',
    'Show("a\\"(", ^Name(1));',
    'x = ^Name("a)", 1);',
    'x = ^Name("a\\")", 1);',
    "x = ^Name(a[1], Other(2, 3));",
    "x = ^Name(1)\t?\t1 : 2;",
    "x = ^Name(1).field;",
    "x = 1 + ^Name(1);",
  ])("tells it: %s", (line) => {
    expect(read(inBody(line))).toBe("call Name");
  });

  it.each([
    ["the head of a function", "float ^Name(float a)"],
    ["a head without a type", "^Name(a)"],
    ["a head with its brace", "^Name(a) {"],
    ["a head with its body", "stock ^Name(a) return a;"],
    ["a word before it", "else ^Name(1);"],
    ["a word that ends like return", "myreturn ^Name(1);"],
    ["a member", "object.^Name(1);"],
    ["a scope", "Type::^Name(1);"],
    ["a tag", "Float:^Name(1);"],
    ["a list outside of brackets", "x = 1, ^Name(1);"],
    ["a list in square brackets", "x[1, ^Name(1)] = 2;"],
    ["no call", "x = ^Name;"],
    ["an array", "x = ^Name[1];"],
    ["brackets on the next line", "x = ^Name\n(1);"],
    ["a call that goes on", "x = ^Name(1,"],
    ["a call that ends its line", "x = ^Name(1)"],
    ["a call before a comment", "x = ^Name(1) // why"],
    ["a call with a comment in it", "x = ^Name(1, // why"],
    ["a call that is assigned to", "^Name(1) = 2;"],
    ["a call with a list in it", "x = ^Name({1, 2});"],
    ["a call with a character in it", "x = ^Name('a');"],
    ["a character before it", "x = 'a' + ^Name(1);"],
    ["a quote that is not closed", 'Show("a, ); x = ^Name(1);'],
    ["a quote that is not closed behind it", 'x = ^Name("a);'],
    ["a directive", "#define X ^Name(1)"],
    ["a macro's argument", "x = %1 @ ^Name(1);"],
    ["what is not ASCII", "x = é + ^Name(1);"],
    ["a brace inside of brackets", "Show(}^Name(1));"],
    ["a list in brackets", "Show({^Name(1)});"],
  ])("leaves it to the lexer: %s", (_name, line) => {
    expect(read(inBody(line))).toBeUndefined();
  });

  it.each([
    ["a statement before it", "x = 1;\nx = ^Name(1);"],
    ["a block before it", "}\nx = ^Name(1);"],
    ["a block around it", "{\nx = ^Name(1);"],
    ["a condition before it", "if (a)\n\tx = ^Name(1);"],
    ["another condition before it", "} else if (a)\n\tx = ^Name(1);"],
    ["a loop before it", "for (;;)\n\tx = ^Name(1);"],
    ["a loop with a condition before it", "while (a)\n\tx = ^Name(1);"],
    ["a comment behind the statement before it", "x = 1; // one\nx = ^Name(1);"],
    ["blank lines and comments before it", "x = 1;\n\n// one\n  \nx = ^Name(1);"],
    ["nothing before it", "x = ^Name(1);"],
    ["old line ends before it", "x = 1;\r\nx = ^Name(1);"],
  ])("tells it by the line before: %s", (_name, code) => {
    expect(read(code)).toBe("call Name");
  });

  it.each([
    ["a line that goes on", "x = 1 +\n-^Name(1);"],
    ["a word", "float\n=^Name(1);"],
    ["a call that may be a head", "F(a)\n=^Name(1);"],
    ["a directive", "#define X 1\nx = ^Name(1);"],
    ["a comment beside a string", 'x = "//" + 1; // one\nx = ^Name(1);'],
    ["a native", "native x = ^Name(1);"],
    ["a forward", "\tforward x = ^Name(1);"],
    ["a public variable", "public x = ^Name(1);"],
  ])("leaves it to the lexer for the line before: %s", (_name, code) => {
    expect(read(code)).toBeUndefined();
  });

  it("needs no line before it inside of round brackets", () => {
    expect(read("float\nShow(^Name(1));")).toBe("call Name");
    expect(read("float\nx[1 + ^Name(1)];")).toBeUndefined();
  });
});

describe("readPlace() of a string", () => {
  it.each([
    ['HookEvent("^pounce", F);', 'string "pounce" of HookEvent:1'],
    ['HookEvent ( "^pounce" );', 'string "pounce" of HookEvent:1'],
    ['SetEntProp(client, Prop_Send, "^m_x", 1);', 'string "m_x" of SetEntProp:3'],
    ['SetEntProp(Find(1, 2), a[3, 4], "^m_x", 1);', 'string "m_x" of SetEntProp:3'],
    ['SetEntProp(client, "x" , "^m_x", 1);', 'string "m_x" of SetEntProp:3'],
    ['Show(1); HookEvent("^pounce", F);', 'string "pounce" of HookEvent:1'],
    ['Show("^pounce");', 'string "pounce"'],
    ['x = "^pounce";', 'string "pounce"'],
    ['x = "a ^pounce";', 'string "a pounce"'],
    ['x = "a\\"^pounce";', 'string "a\\"pounce"'],
    ['HookEvent(x + "^pounce");', 'string "pounce"'],
    ['HookEvent("^pounce" + x);', 'string "pounce"'],
    ['HookEvent(b ? "^pounce" : "x");', 'string "pounce"'],
    ['HookEvent[1, "^pounce"];', 'string "pounce"'],
    ['HookEvent("^pounce"', 'string "pounce"'],
    ['("^pounce");', 'string "pounce"'],
  ])("tells %s", (line, expected) => {
    expect(read(inBody(line))).toBe(expected);
  });

  it.each(['x = "^pounce', 'x = "^pounce\\\n";', 'x = "^pounce\r"', 'HookEvent({"^pounce"});'])(
    "leaves %j to the lexer",
    (line) => {
      expect(read(inBody(line))).toBeUndefined();
    },
  );
});

describe("readPlace() of a comment", () => {
  it.each([
    ["// ^Name", "comment // Name"],
    ["x = 1; // a ^Name b", "comment // a Name b"],
    ['x = "//"; // ^Name', "comment // Name"],
    ["x = a / b; // ^Name", "comment // Name"],
    ['// "^Name', 'comment // "Name'],
    ["// ^Name\r\nx", "comment // Name"],
    ["// ^Name\rx", "comment // Name"],
  ])("tells %j", (line, expected) => {
    expect(read(inBody(line))).toBe(expected);
  });
});

describe("what is too much for one line", () => {
  it("reads sixteen open brackets and no more", () => {
    const nested = (depth: number): string => inBody(`x = ${"(".repeat(depth)}^Name(1)${")".repeat(depth)};`);
    expect(read(nested(16))).toBe("call Name");
    expect(read(nested(17))).toBeUndefined();
    // What is closed again does not count.
    expect(read(inBody(`x = ${"(1) + ".repeat(40)}^Name(1);`))).toBe("call Name");
  });

  it("reads the first two thousand characters", () => {
    const behind = (length: number): string => `x =${" ".repeat(length - 3)}^Name(1);`;
    expect(read(behind(2048))).toBe("call Name");
    expect(read(behind(2049))).toBeUndefined();
  });
});

describe("the ends of a line", () => {
  const code = "ab\ncd\r\nef\rgh";
  it.each([
    [0, 0, 2],
    [2, 0, 2],
    [3, 3, 5],
    [5, 3, 5],
    [7, 7, 9],
    [9, 7, 9],
    [10, 10, 12],
    [12, 10, 12],
  ])("at %i are %i and %i", (offset, start, end) => {
    expect([startOfLine(code, offset), lineBreakFrom(code, offset)]).toEqual([start, end]);
  });
});
