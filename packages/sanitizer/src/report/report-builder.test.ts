import { expect, it } from "@jest/globals";
import { BatchSanitizer } from "../records/sanitize-batch.ts";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";
import { ReportBuilder } from "./report-builder.ts";

const table = tableOf([callRule("RandomFloat", "GetRandomFloat"), callRule("KillEntity"), callRule("Never", "Ever")]);
const line = (code: string): string => `${JSON.stringify({ messages: [{ role: "assistant", content: code }] })}\n`;
const twice = line("x = RandomFloat(0.0, 1.0);\ny = RandomFloat(2.0, 3.0);\nKillEntity(5);");

it("ReportBuilder counts records once for each rule, by file and line", () => {
  const builder = new ReportBuilder(table);
  const sanitizer = new BatchSanitizer(table);
  builder.add("a.jsonl", sanitizer.run(Buffer.from(`${line("x = 1;")}${twice}{\n`), 1));
  builder.add("b.jsonl", sanitizer.run(Buffer.from(line("x = 1;") + twice), 1));
  // The next batch of the same file goes on with its third line.
  builder.add("b.jsonl", sanitizer.run(Buffer.from(twice), 3));
  const digest = { path: "p.yaml", sha256: "0".repeat(64) };
  const report = builder.build({ packs: [digest], inputs: [], output: null });
  expect(report).toMatchObject({
    records: 5,
    changedRecords: 3,
    replacements: 6,
    rejected: 1,
    rules: [
      { id: "randomfloat", replacements: 6, records: 3 },
      { id: "killentity", replacements: 0, records: 0 },
      { id: "never", replacements: 0, records: 0 },
    ],
    unused: ["never"],
    rejects: [{ file: "a.jsonl", issues: [{ line: 3 }] }],
    packs: [digest],
    inputs: [],
    output: null,
  });
  expect(report.changes.map(({ file, line: at, start }) => [file, at, start])).toEqual(
    ["a.jsonl 2", "b.jsonl 2", "b.jsonl 3"].flatMap((place) => {
      const [file, at] = place.split(" ");
      return [
        [file, Number(at), 4],
        [file, Number(at), 31],
      ];
    }),
  );
  expect(report.findings.map(({ file, line: at, code, severity }) => [file, at, code, severity])).toEqual([
    ["a.jsonl", 2, "reported", "error"],
    ["b.jsonl", 2, "reported", "error"],
    ["b.jsonl", 3, "reported", "error"],
  ]);
});
