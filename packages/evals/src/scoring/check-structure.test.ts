import { describe, expect, it } from "@jest/globals";
import type { CodeInspection, StructureCheck } from "@tunewright/schema";
import { checkStructure } from "./check-structure.ts";

const inspection = (code: string, unknown: readonly string[] = []): CodeInspection => ({
  hasCode: code !== "",
  references: [],
  findings: [],
  unknown,
  code: code === "" ? [] : [code],
});

describe("checkStructure()", () => {
  it.each<{ check: StructureCheck; code: string; ok: boolean; why: string }>([
    { check: "code", code: "int a;", ok: true, why: "there is code" },
    { check: "code", code: "", ok: false, why: "there is none" },
    { check: "balanced", code: "void f() { g(a[1]); }", ok: true, why: "every bracket is closed" },
    { check: "balanced", code: "void f() { g(a[1]);", ok: false, why: "the answer was cut off" },
    { check: "balanced", code: "void f() { g(a[1)]; }", ok: false, why: "brackets cross" },
    { check: "balanced", code: "f(\"}\", '{'); // }", ok: true, why: "brackets in strings and comments do not count" },
    { check: "balanced", code: String.raw`f("a \" }");`, ok: true, why: "an escaped quote does not end a string" },
    { check: "balanced", code: "f(); /* cut off", ok: false, why: "a comment is open" },
    { check: "balanced", code: 'f("cut off', ok: false, why: "a string is open" },
    {
      check: "balanced",
      code: "void f() {\n#if A\n  if (a) {\n#else\n  if (b) {\n#endif\n  }\n}",
      ok: true,
      why: "branches of #if open one bracket twice",
    },
    { check: "entry-point", code: "public void OnPluginStart()\n{\n}", ok: true, why: "a forward is defined" },
    { check: "entry-point", code: "public OnPluginStart()", ok: true, why: "old syntax has no return type" },
    { check: "entry-point", code: "void OnPluginStart()", ok: false, why: "it is not public" },
    { check: "plugin-info", code: 'public Plugin myinfo = { name = "x" };', ok: true, why: "myinfo is set" },
    { check: "plugin-info", code: "int info;", ok: false, why: "it is not" },
    { check: "newdecls", code: "#pragma semicolon 1\n#pragma newdecls required", ok: true, why: "the pragma is there" },
    { check: "newdecls", code: "// #pragma newdecls required", ok: false, why: "it is a comment" },
  ])("$check is $ok when $why", ({ check, code, ok }) => expect(checkStructure(check, inspection(code))).toBe(ok));

  it("known-api fails on the first unknown name", () => {
    expect(checkStructure("known-api", inspection("f();", ["f"]))).toBe(false);
    expect(checkStructure("known-api", inspection("f();"))).toBe(true);
  });

  it("balanced takes linear time on a hostile answer", () => {
    const started = process.cpuUsage().user;
    checkStructure("balanced", inspection('"\\'.repeat(200_000)));
    checkStructure("balanced", inspection("/*".repeat(200_000)));
    expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(2);
  });
});
