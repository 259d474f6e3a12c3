import { describe, expect, it } from "@jest/globals";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";
import { BatchSanitizer, type SanitizedBatch } from "./sanitize-batch.ts";

const table = tableOf([
  callRule("Roll", "größer"),
  callRule("Toss", "GetToss"),
  callRule("Flip"),
  {
    id: "value",
    message: "It is a property.",
    match: { kind: "member", of: "ConVar", name: "Worth" },
    fix: { name: "FloatValue", dropCall: true },
    examples: [{ keep: "" }],
  },
]);
const run = (line: string): SanitizedBatch => new BatchSanitizer(table).run(Buffer.from(`${line}\n`), 1);
const out = (line: string): string => Buffer.from(run(line).bytes).toString("utf8").trimEnd();
/** A record whose answer is a function with a line, as JSON writes both. */
const record = (line: string, question = "How?"): string =>
  `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"void F(ConVar cv)\\n{\\n\\t${line}\\n}"}]}`;

describe("a change in a record whose names the scanner has found", () => {
  it.each([
    ["raw where the record has such letters raw", record("Roll();", "Größe?"), record("größer();", "Größe?")],
    ["escaped where it has none", record("Roll();"), record(String.raw`gr\u00f6\u00dfer();`)],
    [
      "escaped where it has them escaped",
      record("Roll();", String.raw`Gr\u00f6\u00dfe?`),
      record(String.raw`gr\u00f6\u00dfer();`, String.raw`Gr\u00f6\u00dfe?`),
    ],
    ["beside a plain one", record("Toss(); Roll();", "é"), record("GetToss(); größer();", "é")],
    [
      "behind letters of every length",
      record("/* é中😀 */ Toss(); Roll();"),
      record("/* é中😀 */ GetToss(); größer();"),
    ],
  ])("is written %s", (_how, before, after) => {
    expect(out(before)).toBe(after);
  });

  it.each([
    ["in one line", "float a = cv.Worth();", "float a = cv.FloatValue;"],
    ["with spaces", "float a = cv.Worth( );", "float a = cv.FloatValue;"],
    ["over a line end, which is an escape", String.raw`float a = cv.Worth(\n\t);`, "float a = cv.FloatValue;"],
    ["behind others", "Toss(); float a = cv.Worth(); Toss();", "GetToss(); float a = cv.FloatValue; GetToss();"],
  ])("may be longer than the name: %s", (_how, before, after) => {
    expect(out(record(before))).toBe(record(after));
  });

  it("stands between findings, each with its place in the decoded text", () => {
    const batch = run(record(String.raw`/*\t\"*/Flip(); Toss(); Flip(); Toss();`));
    expect(Buffer.from(batch.bytes).toString("utf8").trimEnd()).toBe(
      record(String.raw`/*\t\"*/Flip(); GetToss(); Flip(); GetToss();`),
    );
    // The head of the function takes 21 units; the tab and the quote are one each.
    expect(
      batch.hits.map(({ path, start, end, name, after, code }) => [path, start, end, name, after ?? code]),
    ).toEqual([
      ["messages[1].content", 27, 31, "Flip", "reported"],
      ["messages[1].content", 35, 39, "Toss", "GetToss"],
      ["messages[1].content", 43, 47, "Flip", "reported"],
      ["messages[1].content", 51, 55, "Toss", "GetToss"],
    ]);
  });

  it("is told by its path in a long conversation", () => {
    const messages = Array.from({ length: 70 }, (_, index) => ({
      role: index % 2 === 0 ? "user" : "assistant",
      content: [63, 65, 69].includes(index) ? "void F(ConVar cv)\n{\n\tToss();\n}" : "Go on.",
    }));
    expect(run(JSON.stringify({ messages })).hits.map(({ path, message }) => [path, message])).toEqual([
      ["messages[63].content", 63],
      ["messages[65].content", 65],
      ["messages[69].content", 69],
    ]);
  });

  it("is kept away by a definition in another text, however that is written", () => {
    const stays = (question: string): void =>
      expect(out(record("Toss();", question))).toBe(record("Toss();", question));
    stays(String.raw`I have:\n\nint Toss()\n{\n}`);
    stays(String.raw`Größe 中😀:\n\nint Toss()\n{\n}`);
    expect(out(record("Toss();", "Tos"))).toBe(record("GetToss();", "Tos"));
    expect(out(record("Toss();", "Toss"))).toBe(record("GetToss();", "Toss"));
  });
});
