import { describe, expect, it } from "@jest/globals";
import { sanitizeReportSchema } from "@tunewright/schema";
import { ReportBuilder } from "./report-builder.ts";
import { changesOf, countFindings, findingsOf, formatReport } from "./report-entries.ts";
import { BatchSanitizer } from "../records/sanitize-batch.ts";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";

const table = tableOf([callRule("RandomFloat", "GetRandomFloat"), callRule("KillEntity")]);
const line = (code: string): string => `${JSON.stringify({ messages: [{ role: "assistant", content: code }] })}\n`;

function reportOf(...lines: readonly string[]) {
  const builder = new ReportBuilder(table);
  builder.add("a.jsonl", new BatchSanitizer(table).run(Buffer.from(lines.join("")), 1));
  const digest = { path: "a.jsonl", sha256: "0".repeat(64) };
  return builder.build({ packs: [], inputs: [digest], output: null });
}

describe("the entries of a report", () => {
  const report = reportOf(
    line("x = RandomFloat(0.0, 1.0);\nKillEntity(5);"),
    "{\n",
    line("y = RandomFloat(2.0, 3.0);"),
  );

  it("come one by one as they stand in the arrays", () => {
    expect(countFindings(report)).toBe(1);
    expect([...changesOf(report)].map(({ line: at, start, before, after }) => [at, start, before, after])).toEqual([
      [1, 4, "RandomFloat", "GetRandomFloat"],
      [3, 4, "RandomFloat", "GetRandomFloat"],
    ]);
    expect(report.changes).toEqual([...changesOf(report)]);
    expect(report.findings).toEqual([...findingsOf(report)]);
    expect(report.replacements).toBe(2);
    expect(report.changes).toBe(report.changes);
  });

  it("are those of the arrays for a report that was read from a file", () => {
    const read = sanitizeReportSchema.parse(JSON.parse(JSON.stringify(report)));
    expect([...changesOf(read)]).toEqual(report.changes);
    expect([...findingsOf(read)]).toEqual(report.findings);
    expect(countFindings(read)).toBe(1);
  });

  it("are printed as JSON, each on a line", () => {
    const text = [...formatReport(report)].join("");
    expect(sanitizeReportSchema.parse(JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(report)));
    expect(text.split("\n").filter((one) => one.includes('"after":"GetRandomFloat"'))).toHaveLength(2);
    expect(JSON.parse([...formatReport(reportOf())].join(""))).toMatchObject({ changes: [], findings: [] });
  });

  it("are printed piece by piece", () => {
    const many = reportOf(...Array.from({ length: 3000 }, () => line("RandomFloat(0.0, 1.0);")));
    const pieces = [...formatReport(many)];
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(70_000);
    expect((JSON.parse(pieces.join("")) as { changes: unknown[] }).changes).toHaveLength(3000);
  });
});
