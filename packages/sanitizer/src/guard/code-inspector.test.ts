import { describe, expect, it } from "@jest/globals";
import { createTableInspector } from "./code-inspector.ts";
import type { SymbolIndex } from "../rules/symbol-index.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

const known = new Set([
  "HookEvent",
  "GetRandomFloat",
  "PrintToServer",
  "lunge_pounce",
  "ArrayList.Push",
  "m_iHealth",
  "GetEntProp",
  "OnPluginStart",
]);
const index: SymbolIndex = { has: (_kind, name) => known.has(name), knowsInclude: (name) => name === "sourcemod" };
const inspector = createTableInspector(await projectRules(index));
const code = `#include <sourcemod>

ArrayList g_list;

public void OnPluginStart()
{
    HookEvent("pounce", Event_Pounce);
    g_list.Push(1);
    g_list.Shove(1);
    Own(RandomFloat(0.0, 1.0)); // Nothing()
    MadeUp(GetEntProp(client, Prop_Send, "m_iHealth"), GetEntProp(client, Prop_Send, "m_iNothing"));
}

void Own(float x)
{
    PrintToServer("%f", x);
}
`;
const text = `Here:\n\n\`\`\`sourcepawn\n${code}\`\`\`\n`;

describe("CodeInspector", () => {
  const seen = inspector.inspect(text);

  it("finds the code and what rules say about it", () => {
    expect(seen.hasCode).toBe(true);
    expect(seen.code).toEqual([code]);
    expect(
      seen.findings.map(({ rule, category, severity, name, fix, certain }) => ({
        rule,
        category,
        severity,
        name,
        fix,
        certain,
      })),
    ).toEqual([
      {
        rule: "event-lunge-pounce",
        category: "wrong-api",
        severity: "error",
        name: "pounce",
        fix: "lunge_pounce",
        certain: true,
      },
      {
        rule: "get-random-float",
        category: "wrong-api",
        severity: "error",
        name: "RandomFloat",
        fix: "GetRandomFloat",
        certain: true,
      },
    ]);
  });

  it("lists references with offsets in the text, and what the code defines", () => {
    const of = (name: string) => seen.references.find((reference) => reference.name === name);
    for (const { name, start, end } of seen.references) expect(text.slice(start, end)).toBe(name);
    expect(of("pounce")).toMatchObject({ kind: "event", definedHere: false });
    expect(of("m_iHealth")).toMatchObject({ kind: "netprop" });
    expect(of("Own")).toMatchObject({ kind: "call", definedHere: true });
    expect(of("Push")).toMatchObject({ kind: "method" });
    expect(of("Nothing")).toBeUndefined();
  });

  it("names what neither the index nor the code knows", () => {
    expect(seen.unknown).toEqual(["pounce", "Shove", "RandomFloat", "MadeUp", "m_iNothing"]);
  });

  it("does not call a name unknown that an unknown include may bring", () => {
    const open = inspector.inspect(text.replace("<sourcemod>", "<my_stocks>"));
    expect(open.unknown).toEqual(["pounce", "m_iNothing"]);
  });

  it("says of what type the object of a method is, where the code does", () => {
    const methods = inspector
      .inspect('```sourcepawn\nvoid A(KeyValues kv) { kv.GetFloat("x"); other.GetFloat("y"); }\n```')
      .references.filter(({ kind }) => kind === "method")
      .map(({ name, owner }) => ({ name, owner }));
    expect(methods).toEqual([{ name: "GetFloat", owner: "KeyValues" }, { name: "GetFloat" }]);
  });

  it("tells a name that is spoken of from one that is used", () => {
    const fence =
      "```sourcepawn\nfloat x = RandomFloat(0.0, 1.0); // RandomFloat\n```\n\nIt calls `RandomFloat(0.0, 1.0)`.";
    const { findings } = inspector.inspect(fence);
    expect(findings.map(({ name, mentioned }) => ({ name, mentioned }))).toEqual([
      { name: "RandomFloat" },
      { name: "RandomFloat", mentioned: true },
      { name: "RandomFloat", mentioned: true },
    ]);
  });

  it.each(["sourcepawn:mob.sp", "{.sourcepawn}", "scripting/mob.sp", "SourcePawn,linenos", "sp"])(
    "takes a fence called %s for SourcePawn",
    (name) => expect(inspector.inspect(`\`\`\`${name}\nx();\n\`\`\``).code).toEqual(["x();\n"]),
  );

  it("takes a block that is shown as wrong for a lesson, unless it is all there is", () => {
    const wrong = "Don't do this:\n\n```sourcepawn\nfloat x = RandomFloat(0.0, 1.0);\n```\n";
    const right = "\nDo this instead:\n\n```sourcepawn\nfloat x = GetRandomFloat(0.0, 1.0);\n```\n";
    const calls = (shown: string): string[] =>
      inspector
        .inspect(shown)
        .references.filter(({ kind }) => kind === "call")
        .map(({ name }) => name);
    expect(calls(wrong + right)).toEqual(["GetRandomFloat"]);
    expect(calls(wrong)).toEqual(["RandomFloat"]);
  });

  it("sees no code in prose", () => {
    expect(inspector.inspect("The hunter's pounce hurts.")).toMatchObject({
      hasCode: false,
      references: [],
      findings: [],
      unknown: [],
      code: [],
    });
  });
});

describe("CodeInspector behind includes of other people", () => {
  const libraryDefines: SymbolIndex["libraryDefines"] = (include, name) =>
    include === "colors" ? (name === "CPrintToChat" ? "yes" : "no") : undefined;
  it.each([
    ["<colors>", ["MadeUp"]],
    ["<mine>", []],
  ])("calls a name of code with %s unknown where no include can bring it", async (include, unknown) => {
    const described = createTableInspector(await projectRules({ ...index, libraryDefines }));
    const lines = `#include ${include}\nvoid A(int client)\n{\n\tCPrintToChat(client, "x");\n\tMadeUp(client);\n}\n`;
    const { unknown: found } = described.inspect(`\`\`\`sourcepawn\n${lines}\`\`\`\n`);
    expect(found).toEqual(unknown);
  });
});
