import { describe, expect, it } from "@jest/globals";
import { rulePackSchema, type SanitizeReport } from "@tunewright/schema";
import { formatDiff } from "./format-diff.ts";
import { formatGitHub } from "./format-github.ts";
import { formatSarif } from "./format-sarif.ts";

const place = { file: "data/a b,c.jsonl", line: 3, message: 1, path: "messages[1].content", start: 4, end: 8 };
const finding = (severity: "critical" | "error" | "warning" | "info", rule = "toss") =>
  ({ ...place, rule, severity, code: "reported" }) as const;
const report = {
  version: 1,
  changes: [{ ...place, rule: "roll", before: "Roll", after: "GetRoll" }],
  findings: [finding("critical"), finding("error"), finding("warning"), finding("info"), finding("error", "gone")],
} as unknown as SanitizeReport;

describe("formatGitHub()", () => {
  it("writes a command for each change and finding, and escapes what a command gives a meaning", () => {
    const messages = new Map([
      ["roll", "100 %,\nsay: GetRoll."],
      ["toss", " It is gone.\r"],
    ]);
    const at = "file=data/a b%2Cc.jsonl,line=3,title=";
    expect([...formatGitHub(report, messages)].join("").split("\n")).toEqual([
      `::error ${at}roll::messages[1].content: Roll → GetRoll. 100 %25,%0Asay: GetRoll.`,
      `::error ${at}toss::messages[1].content: reported.  It is gone.`,
      `::error ${at}toss::messages[1].content: reported.  It is gone.`,
      `::warning ${at}toss::messages[1].content: reported.  It is gone.`,
      `::notice ${at}toss::messages[1].content: reported.  It is gone.`,
      `::error ${at}gone::messages[1].content: reported.`,
      "",
    ]);
  });
});

describe("formatSarif()", () => {
  const rule = (id: string, more: object) => ({
    id,
    match: { kind: "call", name: id } as const,
    examples: [{ keep: "" }],
    message: `${id} is wrong.`,
    ...more,
  });
  const { rules } = rulePackSchema.parse({
    version: 1,
    pack: "test",
    rules: [
      rule("roll", { severity: "critical" }),
      rule("toss", { severity: "warning", category: "style", note: "Why.", url: "https://example.org/toss" }),
      rule("flip", { severity: "info" }),
      rule("spin", { severity: "error" }),
    ],
  });
  const log = JSON.parse([...formatSarif(report, rules, "1.2.3")].join("")) as {
    $schema: string;
    version: string;
    runs: [
      {
        tool: { driver: { rules: object[] } };
        results: { ruleId: string; ruleIndex: number; level: string; message: object }[];
      },
    ];
  };
  const [{ tool, results }] = log.runs;

  it("names the tool and describes every rule, in order", () => {
    expect(log.version).toBe("2.1.0");
    expect(tool.driver).toMatchObject({ name: "tunewright", version: "1.2.3" });
    const described = (id: string, level: string, category: string) => ({
      id,
      shortDescription: { text: `${id} is wrong.` },
      defaultConfiguration: { level },
      properties: { tags: [category] },
    });
    expect(tool.driver.rules).toEqual([
      described("roll", "error", "wrong-api"),
      { ...described("toss", "warning", "style"), help: { text: "Why." }, helpUri: "https://example.org/toss" },
      described("flip", "note", "wrong-api"),
      described("spin", "error", "wrong-api"),
    ]);
  });

  it("tells each change and finding with its rule, level and place", () => {
    expect(results.map(({ ruleId, ruleIndex, level, message }) => ({ ruleId, ruleIndex, level, message }))).toEqual([
      { ruleId: "roll", ruleIndex: 0, level: "error", message: { text: "Roll → GetRoll. roll is wrong." } },
      ...["error", "error", "warning", "note"].map((level) => ({
        ruleId: "toss",
        ruleIndex: 1,
        level,
        message: { text: "reported: toss is wrong." },
      })),
      { ruleId: "gone", ruleIndex: -1, level: "error", message: { text: "reported:" } },
    ]);
    expect(results[0]).toMatchObject({
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: "data/a%20b%2Cc.jsonl" }, region: { startLine: 3 } },
          logicalLocations: [{ fullyQualifiedName: "messages[1].content" }],
        },
      ],
      properties: { path: "messages[1].content", start: 4, end: 8 },
    });
  });
});

it("formatSarif() of nothing found is a log without results", () => {
  const empty = { ...report, changes: [], findings: [] };
  expect(JSON.parse([...formatSarif(empty, [], "1.2.3")].join(""))).toMatchObject({
    runs: [{ tool: { driver: { rules: [] } }, results: [] }],
  });
});

describe("formatDiff()", () => {
  it("shows each text that changed, decoded, with two lines around it", () => {
    const record = (one: string, two: string): string =>
      JSON.stringify({
        messages: [
          { role: "user", content: "Größe?" },
          { role: "assistant", content: one },
          { role: "assistant", content: two },
        ],
      });
    const before = record("a\nb\nc\nRoll\ndö\ne\nf", "same");
    const after = record("a\nb\nc\nGetRoll\ndö\ne\nf", "same");
    const name = "a.jsonl:7 messages[1].content";
    expect(formatDiff("a.jsonl", { line: 7, before, after })).toBe(
      `--- a/${name}\n+++ b/${name}\n@@ -2,5 +2,5 @@\n b\n c\n-Roll\n+GetRoll\n dö\n e\n`,
    );
  });

  it("says nothing of a record that is the same", () => {
    const same = JSON.stringify({ messages: [{ role: "user", content: "x" }] });
    expect(formatDiff("a.jsonl", { line: 7, before: same, after: same })).toBe("");
  });
});
