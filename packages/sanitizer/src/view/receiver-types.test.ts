import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const repaired = (code: string): string =>
  sanitizeText(`\`\`\`sourcepawn\n${code}\n\`\`\`\n`, table).text.slice(14, -5);

describe("the type of a variable", () => {
  it("is that of its own function, whatever the others call by the same name", () => {
    const code = (get: string): string =>
      `void OnDone(Database db, any data, Handle[] results)\n{\n\tPrintToServer("%d", data);\n}\nvoid OnRows(Database db, DBResultSet results)\n{\n\tint id = results.${get}(0);\n}`;
    expect(repaired(code("GetInt"))).toBe(code("FetchInt"));
  });

  it("is that of the parameter before that of a global", () => {
    const code = (add: string): string => `StringMap list;\nvoid F(ArrayList list)\n{\n\tlist.${add}(1);\n}`;
    expect(repaired(code("Add"))).toBe(code("Push"));
  });

  it("is that of the global where the function has none", () => {
    const code = (add: string): string =>
      `ArrayList list;\nvoid F()\n{\n\tlist.${add}(1);\n}\nvoid G(StringMap list)\n{\n\tdelete list;\n}`;
    expect(repaired(code("Add"))).toBe(code("Push"));
  });

  it("is not told where one function declares it twice", () => {
    const code =
      "void F()\n{\n\tif (a)\n\t{\n\t\tStringMap x;\n\t\tx.Add(1);\n\t}\n\telse\n\t{\n\t\tArrayList x;\n\t\tx.Add(1);\n\t}\n}";
    expect(repaired(code)).toBe(code);
  });

  it.each([
    ["in brackets", "ArrayList list;\nvoid F()\n{\n\t(list).Add(1);\n}"],
    ["of a list of lists", "ArrayList list[33][2];\nvoid F()\n{\n\tlist[1][0].Add(1);\n}"],
  ])("is found where it is %s", (_name, code) => {
    expect(repaired(code)).toBe(code.replace("Add", "Push"));
  });

  it("is not that of what a function gives for it", () => {
    const code = "ArrayList list;\nvoid F()\n{\n\tWrap(list).Add(1);\n}";
    expect(repaired(code)).toBe(code);
  });

  it("is not that of a method's own receiver", () => {
    const code = "ArrayList list;\nvoid F(Shop list)\n{\n\tlist.Add(1);\n}";
    expect(repaired(code)).toBe(code);
  });
});
