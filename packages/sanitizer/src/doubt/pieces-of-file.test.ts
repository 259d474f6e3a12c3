import { describe, expect, it } from "@jest/globals";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { runtimeIndex } from "../rules/symbol-index.ts";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";

const index = runtimeIndex({ includes: ["sourcemod"], functions: ["GetClientTeam", "RemoveEntity"] });
const table = tableOf([callRule("KillEntity", "RemoveEntity")], index);
const fences = (...blocks: string[]): string =>
  blocks.map((code) => `It does this:\n\n\`\`\`sourcepawn\n${code}\n\`\`\`\n`).join("\n");
const reasons = (...blocks: string[]): unknown =>
  sanitizeText(fences(...blocks), table).hits.map(({ after, reason }) => after ?? reason);

const start = "void Begin()\n{\n\tif (IsModuleOn()) Sweep();\n}";
const sweep = "void Sweep()\n{\n\tReport_Begin();\n\tKillEntity(5);\n}";
const end = "void Finish()\n{\n\tReport_End();\n\tSweep();\n}";

describe("a file of a larger plugin that is shown block by block", () => {
  it("holds back what another of its files may define", () => {
    expect(reasons(start, sweep, end)).toEqual(["part-of-plugin"]);
  });

  it("is known by a function that its main file calls for a forward", () => {
    expect(reasons("public _Sweep_OnPluginStart()\n{\n\tSweep();\n}", sweep)).toEqual(["part-of-plugin"]);
  });

  it("is known by a function that it hands on", () => {
    const hook = 'void Begin()\n{\n\tReg_Module("x");\n\tif (IsModuleOn()) HookModule(Sweep);\n}';
    expect(reasons(hook, sweep)).toEqual(["part-of-plugin"]);
  });

  it.each([
    [
      "two unknown functions are no file",
      [start, sweep.replace("\tReport_Begin();\n", ""), end.replace("Report_End", "Sweep")],
    ],
    ["a block names nothing of the others", [start, end, "void Other()\n{\n\tKillEntity(5);\n}"]],
    [
      "the others name nothing of each other",
      ["void A()\n{\n\tOne();\n}", "void B()\n{\n\tTwo();\n}", "void C()\n{\n\tThree();\n\tKillEntity(5);\n}"],
    ],
    ["one of the blocks starts the plugin", [`${start}\npublic void OnPluginStart()\n{\n\tBegin();\n}`, sweep, end]],
    [
      "the unknown functions are defined",
      [start, sweep, end, "bool IsModuleOn()\n{\n\treturn true;\n}\nvoid Report_End()\n{\n\tFinish();\n}"],
    ],
    ["it is shown alone", [sweep]],
  ])("is none where %s", (_name, blocks) => {
    expect(reasons(...blocks)).toEqual(["RemoveEntity"]);
  });

  it("is judged by what is there so far while a message grows", () => {
    const { hits } = sanitizeText(fences(start, end, sweep), table, { looksAhead: false });
    expect(hits.map(({ reason }) => reason)).toEqual(["part-of-plugin"]);
    const first = sanitizeText(fences(sweep, start, end), table, { looksAhead: false });
    expect(first.hits.map(({ after }) => after)).toEqual(["RemoveEntity"]);
  });
});
