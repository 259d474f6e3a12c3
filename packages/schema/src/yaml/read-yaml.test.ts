import { describe, expect, it } from "@jest/globals";
import { LineCounter, parseDocument } from "yaml";
import { readYaml, type YamlContent } from "./read-yaml.ts";

function read(text: string): YamlContent {
  const lines = new LineCounter();
  return readYaml(parseDocument(text, { lineCounter: lines }), { text, lines });
}

/** `line:column message` of each fault. */
function faultsOf(text: string): string[] {
  const content = read(text);
  return content.kind === "value"
    ? []
    : content.faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("readYaml()", () => {
  it.each([
    { text: "a: [1, two]\n", value: { a: [1, "two"] } },
    { text: "a: &x [1]\nb: *x\n", value: { a: [1], b: [1] } },
    { text: "", value: null },
  ])("gives what $text holds", ({ text, value }) => {
    expect(read(text)).toEqual({ kind: "value", value });
  });

  it.each([
    { fault: "a key twice", text: "a: 1\na: 2\n", says: ["2:1 this key stands here a second time; keep one of them"] },
    {
      fault: "two keys twice",
      text: "a: 1\na: 2\nb: 3\nb: 4\n",
      says: [expect.stringMatching(/^2:1 /), expect.stringMatching(/^4:1 /)],
    },
    { fault: "a tab", text: "a:\n\t- 1\n", says: ["2:1 a tab stands where the line is indented; write spaces"] },
    {
      fault: "a quote that is not closed",
      text: 'a: 1\nb: "x\n',
      says: ["3:1 a quote is not closed before this place; close it"],
    },
    {
      fault: "a bracket",
      text: "a: [1, 2\n",
      says: ["2:1 a bracket is not closed before this place; close it with ]"],
    },
    { fault: "a brace", text: "a: {b: 2\n", says: ["2:1 a bracket is not closed before this place; close it with }"] },
    {
      fault: "a colon in a value",
      text: "a: use b: c\n",
      says: [expect.stringMatching(/^1:4 .*put the value in quotes$/)],
    },
    {
      fault: "a line beside a list",
      text: "- a: 1\n b: 2\n",
      says: [expect.stringMatching(/^2:1 .*begin it with a dash$/)],
    },
    {
      fault: "only the first of what follows from a tab",
      text: "a:\n  b: 1\n\tc: 2\n d: 3\n",
      says: [expect.stringMatching(/^3:1 a tab/)],
    },
    {
      fault: "UTF-16",
      text: Buffer.from("a: 1\n", "utf16le").toString("utf8"),
      says: [expect.stringMatching(/save it as UTF-8/)],
    },
    {
      fault: "letters of another encoding",
      text: Buffer.from("a: 1\nb: n\u00e9e\n", "latin1").toString("utf8"),
      says: ["2:5 this letter is not in UTF-8; save the file as UTF-8"],
    },
    {
      fault: "lines of an old Macintosh",
      text: "a: 1\rb: 2\r",
      says: ["1:5 this line ends with a carriage return alone; save the file with line feeds"],
    },
    {
      fault: "two documents",
      text: "a: 1\n---\nb: 2\n",
      says: ["2:1 a second document begins here; keep one in a file"],
    },
    {
      fault: "an alias without an anchor",
      text: "a: 1\nb: *nowhere\n",
      says: [expect.stringMatching(/^2:4 .*no anchor/)],
    },
  ])("names the place of $fault", ({ text, says }) => {
    expect(faultsOf(text)).toEqual(says);
  });

  it("tells one fault of a line, however many the parser finds in it", () => {
    expect(faultsOf("a: 1\n b: 2\n")).toHaveLength(1);
  });

  it("tells nothing of what a file holds that is no YAML, and says it once", () => {
    const record = '{"messages":[{"role":"user","content":"the secret of the house"}]}\n';
    expect(faultsOf(record.repeat(50))).toEqual([
      "2:1 this is not YAML; check the quotes, brackets and spaces here and before it",
    ]);
    for (const text of ["a: |x secret\n", 'a: "\\q secret"\n', "a: @secret\n", "- 1\n-secret\n", "%secret\n"]) {
      expect(JSON.stringify(faultsOf(text))).not.toContain("secret");
    }
  });

  it("refuses aliases that would fill the memory", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 9; level += 1) {
      lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ")}]`);
    }
    expect(faultsOf(lines.join("\n"))).toEqual(["1:1 its aliases stand for too much text; write out what they mean"]);
  });
});
