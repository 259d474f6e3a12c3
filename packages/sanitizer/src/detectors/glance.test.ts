import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import type { Detector } from "../languages/language-adapter.ts";
import { wordPlaces } from "../texts/words.ts";
import { argumentsAt, isLookedAt } from "./glance.ts";
import { securityDetectors } from "./security-detectors.ts";

const adapter = createSourcePawnAdapter();

function mayFind({ triggers, literals = [], ...detector }: Detector, code: string): boolean {
  const places = [...triggers.flatMap((word) => wordPlaces(code, word)), ...literals.map((text) => code.indexOf(text))];
  return places.some((at) => at !== -1 && (detector.mayFind?.(code, at) ?? true));
}

/** Statements as they stand in functions: what a glance understands, what it has to leave, and what the detectors are for. */
const statements = fc.constantFrom(
  'int client = GetClientOfUserId(event.GetInt("userid"));',
  "client = GetClientOfUserId(id);",
  "clients[0] = GetClientOfUserId(id);",
  "if ((client = GetClientOfUserId(id)) == 0) return;",
  "int client = GetClientOfUserId(id), other = GetClientOfUserId(id);",
  'PrintToChat(GetClientOfUserId(id), "x");',
  "int client = GetClientOfUserId(Pick(Other(id), 1));",
  "if (!client) return;",
  "if (client > 0 && IsClientInGame(client))",
  "if (IsValidClient(client))",
  "if (1 << client) x();",
  "x = client << 1;",
  'PrintToChat(client, "client > 0 %d", 1); // client',
  "PrintToChat(client, name);",
  "// client == 0",
  "/* client > 0 */",
  'char client[32] = "client > 0";',
  "return client;",
  "return client > 0;",
  "CreateTimer(1.0, Timer_A, client);",
  "CreateTimer(1.0, Timer_A, GetClientUserId(client), TIMER_REPEAT);",
  "CreateTimer(1.0, Timer_A, userid);",
  "CreateTimer(1.0, Timer_A, _, TIMER_REPEAT);",
  "CreateTimer(1.0, Timer_A);",
  "CreateTimer(1.0, // late\n Timer_A, client);",
  "CreateTimer(1.0, \\\n Timer_A, client);",
  "CreateTimer(.interval = 1.0, .func = Timer_A, .data = client);",
  "DataPack pack; CreateDataTimer(1.0, Timer_A, pack); pack.WriteCell(client);",
  'Format(name, 64, "%d", 1);',
  'Format(name, sizeof(name), "a \\x04 b, %s", text);',
  'Format(name, sizeof(text), "%s", text);',
  "Format(name, sizeof name, text);",
  "Format(name, maxlen, text);",
  "GetClientName(client, name, sizeof(name));",
  "GetClientName(client, name, 128);",
  "char name[64]; char text[128];",
  "GetCmdArgString(text, sizeof(text));",
  "PrintToChatAll(text);",
  "PrintToChatAll(g_sName[client]);",
  "GetClientName(client, g_sName[client], 64);",
  "VFormat(text, sizeof(text), name, 2);",
  'Format(text, sizeof(text), "%N", client);',
  'ServerCommand("say %s", text);',
  'Cmd(client, "%N");',
  "GetCurrentMap(text, sizeof(text));",
  'PrintToChatAll("%s", text);',
  'BuildPath(Path_SM, path, sizeof(path), "data/%s", text);',
  "Format(query, sizeof(query), \"SELECT * FROM x WHERE n = '%s'\", text);",
  "Format(query, sizeof(query), Q, text);",
  "StrCat(query, sizeof(query), text);",
  'char query[256] = "SELECT 1";',
  'int entity = CreateEntityByName("prop_dynamic"); DispatchSpawn(entity);',
  'int entity = CreateEntityByName("prop_dynamic"); if (entity == -1) return;',
  "}\n\nvoid B(int client)\n{",
  "}\n\npublic Action Timer_A(Handle timer, int client)\n{",
  "#if defined X",
  "#endif",
  "#define Q \"SELECT '%s'\"",
);

describe("a glance at the text", () => {
  it("finds nothing only where reading the code finds nothing", () => {
    fc.assert(
      fc.property(fc.array(statements, { minLength: 1, maxLength: 8 }), (chosen) => {
        const code = `public Action Cmd(int client, int id)\n{\n\t${chosen.join("\n\t")}\n}\n`;
        for (const [name, detector] of Object.entries(securityDetectors)) {
          if (mayFind(detector, code)) continue;
          expect([name, detector.detect(adapter.view(code), {})]).toEqual([name, []]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["timer-client", "void A(int c) { CreateTimer(1.0, T, GetClientUserId(c)); CreateTimer(2.0, T, _, 1); }"],
    [
      "unchecked-client",
      'void A(int u) { int c = GetClientOfUserId(u); if (c > 0 && IsClientInGame(c)) PrintToChat(c, "x"); }',
    ],
    ["unchecked-client", 'void A(Event e) { int c = GetClientOfUserId(e.GetInt("userid"));\n if (!c) return; }'],
    ["buffer-size", 'void A(int c) { char n[64]; GetClientName(c, n, sizeof(n)); Format(n, sizeof(n), "%s\\n", n); }'],
    ["format-string", 'void A(int c) { char n[64]; GetClientName(c, n, sizeof(n)); PrintToChatAll("%s left.", n); }'],
    ["sql-format", 'void A(int c) { char n[64]; Format(n, sizeof(n), "%N", c); }'],
  ])("spares the reading of the usual code: %s in %s", (detector, code) => {
    expect(mayFind(securityDetectors[detector] as Detector, code)).toBe(false);
  });
});

describe("isLookedAt()", () => {
  it.each([
    ["int c = F(x);\nif (c == 0) return;", true],
    ["int c = F(x);", true],
    ["int c = F(x); G(c);", false],
    ["int c = F(x); a = b << c;", false],
    ["int c = F(x); // c\nif (!c) return;", false],
    [`int c = F(x);${" ".repeat(5000)}G(c);`, false],
    ["x == F(x);", false],
    ["int c = F(x), d; if (!c) return;", false],
  ])("of %j is %p", (code, answer) => {
    expect(isLookedAt(code, code.indexOf("F("))).toBe(answer);
  });
});

describe("argumentsAt()", () => {
  it.each([
    ['F(a, "b, (c)", G(d, e))', ["a", '"b, (c)"', "G(d, e)"]],
    ["F()", [""]],
    ["F(a, /* b */ c)", undefined],
    ["F(G(H(a)))", undefined],
    ["F(a", undefined],
    ["F(a, b, c, d, e)", ["a", "b", "c", "d"]],
  ])("of %j are %j", (code, given) => {
    expect(argumentsAt(code, 0)).toEqual(given);
  });
});
