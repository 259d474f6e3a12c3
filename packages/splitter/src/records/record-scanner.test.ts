import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { AnalysisSettings } from "./analysis-settings.ts";
import { BatchColumns } from "./batch-columns.ts";
import { LineAnalyser } from "./line-analyser.ts";
import { normaliseText } from "./normalise-text.ts";
import { RecordScanner } from "./record-scanner.ts";
import { chat, seededRandom } from "../testing/chat-lines.ts";

const settings: readonly AnalysisSettings[] = [
  { near: false },
  { near: true },
  { near: true, notesSymbols: true },
  { near: false, notesSymbols: true, symbols: ["GetClientHealth", "größe", "OnMapStart", "GetClientHealth"] },
];
const scanners = settings.map((each) => new RecordScanner(each));
const analysers = settings.map((each) => new LineAnalyser(each));

/** What the scanner makes of some lines, and JavaScript of each; and how many the scanner left to it. */
function readBoth(bytes: Buffer, index: number): { scanned: object; parsed: object; unsure: number } {
  const analyser = analysers[index] as LineAnalyser;
  const columns = new BatchColumns();
  let unsure = 0;
  analyser.beginBatch();
  scanners[index]?.scan(bytes, {
    firstLine: 1,
    columns,
    judge: (start, end, line) => {
      analyser.add(columns, bytes.subarray(start, end), line);
      unsure += 1;
      return true;
    },
  });
  const scanned = columns.finish();
  let line = 0;
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    line += 1;
    analyser.add(columns, bytes.subarray(start, end), line);
    start = end;
  }
  return { scanned, parsed: columns.finish(), unsure };
}

function expectSame(lines: readonly string[]): void {
  const bytes = Buffer.from(lines.join("\n"));
  for (const index of settings.keys()) {
    const { scanned, parsed } = readBoth(bytes, index);
    expect(scanned).toEqual(parsed);
  }
}

const code = [
  "#include <sourcemod>",
  "public void OnMapStart() { int health = GetClientHealth(client); // why()",
  '  if (health > 100) PrintToChat(client, "%d", view_as<int>(health)); /* not(this) */',
  "  stock void helper(int a) { return größe (a) + helper(1); }",
  "}",
].join("\n");
const texts = [
  "",
  "  ",
  "yes",
  "two words",
  "How do I read the health? \t\r\n\r\nPlease.  \n\n",
  `Like this:\n\n\`\`\`sourcepawn\n${code}\n\`\`\`\nand \`\`\`not\`\`\` here\n   \`\`\`Python \na // b # c\n`,
  '```rb\n# why (a)\nb = "#{c} #{d}" # e\nf#g $# \t# h\n```\n# prose\n```makefile\n#end',
  `\`\`\`c\n${code}`,
  code,
  "a; b; {\n c;",
  "def f(x):\n    # why (a)\n    return x // 2  # b\n\nprint(f(1))",
  '{"a": 1, "b": [2]}',
  '{\n  "größe": "日本 🧟",\r\n\t"b": "c d e"\n}',
  "- one (a)\n  - two (b)\n\t* three\n  4 five",
  "请使用(函数)来得到\n然后再(一次)🧟运行",
  "It is done; mostly.",
  "```\nopen",
  "``` `` ```\n",
  "größe naïve — “quoted” … 日本語で書く 한국어 🎉🧟 Привет ΑΒΓ",
  "cafe\u0301 and \u212b and \u00a0",
  "nul \u0000 bell \u0007 del \u007f nel \u0085 back \b feed \f",
  "a\u2028b \u2029 \ufeff",
  "\ud83d alone",
  "x(y".repeat(300),
  "same words same words same words",
];

describe("RecordScanner", () => {
  it("gives what parsing gives, for every text in every place", () => {
    const lines = texts.flatMap((question) => texts.map((answer) => chat(question, answer)));
    expectSame(lines);
  });

  it.each([
    [
      "blanks between",
      '{ "messages" : [ { "role" : "user" , "content" : "q" } ,\t{"content":"a; b","role":"assistant"} ] } \r',
    ],
    ["a category", chat("q", "a", { category: "events", id: 7, tags: ["x", { y: null }] })],
    ["a category that is empty", chat("q", "a", { category: "" })],
    ["a category that is a number", chat("q", "a", { category: 3 })],
    ["a category in metadata", chat("q", "a", { metadata: { category: "maps" } })],
    ["metadata without one", chat("q", "a", { metadata: { source: "forum", score: -1.5e3 } })],
    ["tools", chat("q", "a", { tools: [] })],
    ["parallel_tool_calls", chat("q", "a", { parallel_tool_calls: false })],
    ["input", chat("q", "a", { input: { messages: [] } })],
    ["an escaped key", '{"mess\\u0061ges":[{"role":"user","content":"q"}]}'],
    ["keys twice", '{"messages":[],"messages":[{"role":"user","content":"q"}]}'],
    ["content twice", '{"messages":[{"role":"user","content":"q","content":"r"},{"role":"assistant","content":"a"}]}'],
    ["a name", '{"messages":[{"role":"user","name":"x","content":"q"},{"role":"assistant","content":"a"}]}'],
    ["content in parts", '{"messages":[{"role":"user","content":[{"type":"text","text":"q"}]}]}'],
    ["another role", '{"messages":[{"role":"function","content":"q"},{"role":"assistant","content":"a"}]}'],
    ["a last turn of the user's", '{"messages":[{"role":"user","content":"q"}]}'],
    ["a last turn of the user's, with fields", '{"answer":1,"messages":[{"role":"user","content":"q"}]}'],
    ["no turn", '{"messages":[{"role":"system","content":"q"}]}'],
    ["no message", '{"messages":[]}'],
    ["a comma too many", '{"messages":[{"role":"user","content":"q"},]}'],
    ["something behind", `${chat("q", "a")} x`],
    ["a raw tab", '{"messages":[{"role":"user","content":"q\t"}]}'],
    ["a wrong escape", '{"messages":[{"role":"user","content":"\\x"}]}'],
    ["an escape that is cut", '{"messages":[{"role":"user","content":"\\u00'],
    ["a pair of surrogates", '{"messages":[{"role":"user","content":"\\ud83c\\udf89 \\u00e9\\u000aq\\u2014"}]}'],
    ["half a pair", '{"messages":[{"role":"user","content":"\\ud83c\\u0041"}]}'],
    ["a byte order mark", `\ufeff${chat("q", "a")}`],
    ["a blank line", ""],
  ])("reads %s as parsing does", (_name, line) => {
    expectSame([chat("before", "it"), line, chat("behind", "it"), line]);
  });

  it("gives what parsing gives, however a record is damaged", () => {
    const seeds = texts.map((text, index) => chat(text, texts[(index * 7) % texts.length] ?? "", { category: "x" }));
    const damage = fc.record({
      line: fc.nat(seeds.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(3),
      put: fc.oneof(
        fc.string({ maxLength: 3 }),
        fc.constantFrom("\\", '"', "{", "}", ",", "```", "\\n", "\\u00e9", "é", ";\\n"),
      ),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 8 }), (damages) => {
        expectSame(
          damages.map(({ line, at, length, put }) => {
            const seed = seeds[line] ?? "";
            const place = Math.floor(at * seed.length);
            return (seed.slice(0, place) + put + seed.slice(place + length)).replaceAll("\n", "");
          }),
        );
      }),
      { numRuns: 400, seed: 4 },
    );
  });

  it("reads bytes that are no UTF-8 as parsing does", () => {
    const good = Buffer.from(`${chat("é", "good")}\n`);
    const bad = Buffer.from(good);
    bad[bad.indexOf(0xc3)] = 0xff;
    for (const index of settings.keys()) {
      const { scanned, parsed } = readBoth(Buffer.concat([good, bad, good]), index);
      expect(scanned).toEqual(parsed);
    }
  });

  it("lets no code point pass that normalisation could touch", () => {
    // Every one of the planes that hold letters and signs, but surrogates, each behind a letter that marks are put on.
    const units = Array.from({ length: 0x20000 - 0x800 }, (_, index) => index + (index < 0xd800 ? 0 : 0x800));
    const lines: string[] = [];
    let text = "";
    for (const unit of units) {
      text += `e${String.fromCodePoint(unit)}`;
      // What is stable for sure stands alone, so that it is not hidden by what is not.
      if (normaliseText(`${text}.`) === `${text}.` && text.length < 64) continue;
      lines.push(chat(text, "a"));
      text = "";
    }
    const bytes = Buffer.from(lines.join("\n"));
    const { scanned, parsed } = readBoth(bytes, 0);
    expect(scanned).toEqual(parsed);
  });

  it("does the work itself where records are plain", () => {
    const plain = [0, 2, 3, 4, 5, 6, 7, 12].map((index) => chat(texts[index] ?? "", texts[5] ?? ""));
    expect(readBoth(Buffer.from(plain.join("\n")), 2).unsure).toBe(0);
  });

  it("goes on where its tables are full, and leaves lines to parsing that are too long for it", () => {
    const random = seededRandom(5);
    const short = Array.from({ length: 20_000 }, (_, index) =>
      chat(`q${index}`, `f${Math.floor(random() * 9)}(x);\n{`),
    );
    const turns = Array.from({ length: 40_000 }, () => ({ role: "user", content: "" }));
    const many = JSON.stringify({ messages: turns });
    const long = chat("long", "word ".repeat(60_000));
    const longer = chat("longer", "word ".repeat(500_000));
    const bytes = Buffer.from([...short, many, long, ...short.slice(0, 10), longer, chat("a", "b")].join("\n"));
    const { scanned, parsed, unsure } = readBoth(bytes, 2);
    expect(unsure).toBe(3);
    expect(scanned).toEqual(parsed);
  });

  it("forgets names between batches once there are too many", () => {
    const names = (from: number): Buffer =>
      Buffer.from(
        Array.from({ length: 300 }, (_, record) =>
          chat(
            "q",
            `\`\`\`\n${Array.from({ length: 400 }, (_, name) => `n${from + record * 400 + name}(1);`).join(" ")}\n\`\`\``,
          ),
        ).join("\n"),
      );
    for (const from of [0, 60_000]) {
      const { scanned, parsed, unsure } = readBoth(names(from), 2);
      expect(unsure).toBe(0);
      expect(scanned).toEqual(parsed);
    }
  });
});
