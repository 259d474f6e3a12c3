import { describe, expect, it } from "@jest/globals";
import { ShingleBuilder } from "./shingle-builder.ts";
import type { Speaker } from "../records/speaker.ts";
import { SymbolReader } from "../records/symbol-reader.ts";

function shinglesOf(text: string, speaker: Speaker = "assistant"): string[] {
  const builder = new ShingleBuilder();
  builder.begin();
  builder.add(text, speaker);
  return [...builder.end()].map(String).sort();
}

describe("ShingleBuilder", () => {
  it.each([
    { text: "one two three four five", count: 3 },
    { text: "one two", count: 1 },
    { text: "one", count: 1 },
    { text: "... !", count: 0 },
    { text: "again again again again again", count: 1 },
    { text: "日本語で書く", count: 4 },
    { text: "```c\na(b);\n```", count: 3 },
  ])("cuts $count shingles of three from $text", ({ text, count }) => {
    expect(shinglesOf(text)).toHaveLength(count);
  });

  it.each([
    { what: "case and punctuation of prose", left: "Write a Tank, spawner!", right: "write a tank spawner" },
    { what: "blanks in code", left: "```c\nif (a == 1) { b(); }\n```", right: "```c\nif(a==1)\n{\n\tb();\n}\n```" },
    {
      what: "comments in code",
      left: "```c\na(); // why\nb(); /* or\nnot */ c();\n```",
      right: "```c\na(); b(); c();\n```",
    },
    {
      what: "comments in Python",
      left: "```python\n# why\ndef a(b):\n    # how (so)\n    return b  # that\n```",
      right: "```python\ndef a(b):\n    return b\n```",
    },
    {
      what: "a fence around Python",
      left: "```python\ndef Area(r):\n    # the usual\n    return 3 * r // 2  # so\n```",
      right: "def Area(r):\n    return 3 * r // 2",
    },
    {
      what: "a fence around JSON",
      left: '```json\n{"Name": "Ann, Bob", "age": [5]}\n```',
      right: '{"Name": "Ann, Bob", "age": [5]}',
    },
    {
      what: "a fence around statements",
      left: "```c\nint F() { return 1; // one\n}\n```",
      right: "int F() { return 1;\n}",
    },
    {
      what: "a comment in a shell that ends with its block",
      left: "```bash\nls -l # all\n```\nOne",
      right: "```bash\nls -l\n```\nOne",
    },
  ])("does not look at $what", ({ left, right }) => {
    expect(shinglesOf(left)).toEqual(shinglesOf(right));
  });

  it.each([
    { what: "case in code", left: "```c\nFoo(bar, baz);\n```", right: "```c\nfoo(bar, baz);\n```" },
    { what: "order", left: "one two three", right: "three two one" },
    { what: "the number of arguments in a shell", left: "```sh\necho $# a b\n```", right: "```sh\necho $\n```" },
    { what: "a colour in YAML", left: '```yaml\na: "#fff" b\n```', right: '```yaml\na: "\n```' },
    { what: "what Ruby puts into a text", left: '```rb\na " #{b} c"\n```', right: '```rb\na "\n```' },
    { what: "a macro of C", left: "```c\n#define FOO 1\n```", right: "```c\n```" },
    { what: "a division in Python", left: "```python\na // b\nc = d\n```", right: "```python\na\nc = d\n```" },
  ])("looks at $what", ({ left, right }) => {
    expect(shinglesOf(left)).not.toEqual(shinglesOf(right));
  });

  it.each([
    {
      what: "a fence that is indented by blanks",
      left: "a\n   ```c\nfoo(bar);\n   ```",
      right: "a\n```c\nfoo(bar);\n```",
    },
    { what: "a fence at the very beginning", left: "```c\nfoo(bar);\n```", right: "\n```c\nfoo(bar);\n```" },
    { what: "a fence that is never closed", left: "```c\nfoo(bar);", right: "```c\nfoo(bar);\n```" },
    {
      what: "what stands between two fences",
      left: "```c\na;\n```\nOne, TWO three\n```c\nb;\n```",
      right: "```c\na;\n```\none two THREE\n```c\nb;\n```",
    },
    { what: "a comment that ends with its block", left: "```c\nfoo(bar); // why\n```", right: "```c\nfoo(bar);\n```" },
    { what: "a comment that is never closed", left: "```c\nfoo(bar); /* why", right: "```c\nfoo(bar);" },
    {
      what: "a comment within its block",
      left: "```c\nfoo(bar); /* why\n```\nso it is */",
      right: "```c\nfoo(bar);\n```\nso it is",
    },
    { what: "hash marks in prose", left: "# One two three", right: "one two three" },
  ])("reads code and prose each as it is: $what", ({ left, right }) => {
    expect(shinglesOf(left)).toEqual(shinglesOf(right));
  });

  it.each([
    {
      what: "a fence in the middle of a line",
      left: "say ```Foo``` bar baz",
      right: "say ```foo``` bar baz",
      same: true,
    },
    {
      what: "code of an answer without a fence",
      left: "if (A) {\n  b(c);\n}",
      right: "if (a) {\n  b(c);\n}",
      same: false,
    },
    { what: "a semicolon in prose", left: "Wait; then Go\nnow", right: "wait; then go\nnow", same: true },
    {
      what: "code in a question without a fence",
      speaker: "user",
      left: "if (A) {\n  b(c);\n}",
      right: "if (a) {\n  b(c);\n}",
      same: true,
    },
    { what: "a division", left: "```c\na / b * c\n```", right: "```c\na b * c\n```", same: false },
    { what: "two short texts", left: "one two", right: "two one", same: false },
    { what: "a short text and its first word", left: "one two", right: "one", same: false },
    { what: "the second of two words", left: "one two", right: "one three", same: false },
    { what: "the third word", left: "one two three", right: "one two four", same: false },
    { what: "the first word", left: "one two three", right: "four two three", same: false },
    { what: "ideographs in code", left: "```c\n漢字;\n```", right: "```c\n字漢;\n```", same: false },
  ] as const)("tells apart or not: $what", ({ left, right, same, ...rest }) => {
    const { speaker = "assistant" } = rest as { speaker?: Speaker };
    const equal = JSON.stringify(shinglesOf(left, speaker)) === JSON.stringify(shinglesOf(right, speaker));
    expect(equal).toBe(same);
  });

  it("keeps the texts of a record apart: no shingle reaches from one into the next", () => {
    const builder = new ShingleBuilder();
    builder.begin();
    builder.add("one two three", "assistant");
    builder.add("four five six", "assistant");
    const both = [...shinglesOf("one two three"), ...shinglesOf("four five six")].sort();
    expect([...builder.end()].map(String).sort()).toEqual(both);
  });

  it("keeps no shingles where only symbols are asked for", () => {
    const builder = new ShingleBuilder({ keepsShingles: false });
    builder.begin();
    builder.add("one two three four", "assistant");
    expect(builder.end()).toHaveLength(0);
  });

  it("tells the user's from the assistant's by the highest bit", () => {
    expect(shinglesOf("one two three", "user").every((shingle) => Number(shingle) < 2 ** 31)).toBe(true);
    expect(shinglesOf("one two three", "assistant").every((shingle) => Number(shingle) >= 2 ** 31)).toBe(true);
  });

  it("gives a record the same shingles whatever came before it, and however long that was", () => {
    const builder = new ShingleBuilder();
    builder.begin();
    builder.add(Array.from({ length: 20_000 }, (_, index) => `word${index}`).join(" "), "user");
    expect(builder.end()).toHaveLength(19_998);
    builder.begin();
    builder.add("one two three four", "assistant");
    expect([...builder.end()].map(String).sort()).toEqual(shinglesOf("one two three four"));
  });
});

describe("SymbolReader", () => {
  function symbolsOf(text: string, known?: readonly string[]): string[] {
    const reader = new SymbolReader(known);
    const builder = new ShingleBuilder({ symbols: reader });
    const read = (): string[] => {
      builder.begin();
      builder.add(text, "assistant");
      return reader.end().map((symbol) => reader.names[symbol] ?? "");
    };
    read();
    return read();
  }

  it("takes what is called and not defined in the same record", () => {
    const code = "```sourcepawn\nvoid Mine(int a) { if (a) SetEntityHealth(a, 1); Mine(a); return (a); }\n```";
    expect(symbolsOf(code)).toEqual(["SetEntityHealth"]);
  });

  it("takes a call behind a keyword for a call", () => {
    expect(symbolsOf("```c\nint a = new Thing(); return GetClientCount(true);\n```")).toEqual([
      "Thing",
      "GetClientCount",
    ]);
  });

  it("takes the names of a list wherever they stand, and no other", () => {
    const code = '```sourcepawn\nHookEvent("tank_spawn", On); PrintToChat(1, "m_iHealth");\n```';
    expect(symbolsOf(code, ["tank_spawn", "HookEvent", "m_iHealth", "GetClientCount"])).toEqual([
      "HookEvent",
      "tank_spawn",
      "m_iHealth",
    ]);
  });
});
