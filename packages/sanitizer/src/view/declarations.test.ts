import { describe, expect, it } from "@jest/globals";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";

describe("a name that the old syntax gives no tag", () => {
  it.each([
    "stock Find(Name, const String:file[], start = 0) { return 0; }",
    "public Action:Retry(Name, args) { return Plugin_Handled; }",
    "public Run(client, &Name, &impulse) {}",
    "public Run(&Name) {}",
    "Run(Name) {}",
    "native Find(Name);",
    "static Handle:a, Name, bool:b;",
    "static Handle:a, Name;",
    "new Handle:a, Name;",
  ])("is declared: %j", (code) => {
    expect(new SourcePawnView(code).defines("Name")).toBe(true);
  });

  it.each([
    "void F() { Find(Name, 1); }",
    "void F() { Find(Name); }",
    "void F() { Find(1, Name); }",
    "void F() { if (Name) {} }",
    "void F() { for (; Name; ) {} }",
    "void F() { x = a &Name; Find(&Name, a & Name); }",
    "void F() { switch (x) { case 1: Find(a), Name = 2; } }",
  ])("is only used: %j", (code) => {
    expect(new SourcePawnView(code).defines("Name")).toBe(false);
  });
});

describe("a name behind a tag of the old syntax", () => {
  it.each([
    "new bool:Name;",
    "new Float:Name[3];",
    "new Handle:Name = INVALID_HANDLE;",
    "static bool:a = false, Handle:Name;",
    'stock const String:Name[] = "x";',
    "decl String:Name[64], String:other[64];",
    "new\n\tcount = 3,\n\tHandle:Name;",
    "for (new i = 0, Float:Name = 1.0; i < 3; i++) {}",
    "public Action:Event_Death(Handle:event, const String:Name[], bool:dontBroadcast) {}",
    "public Damage(victim, &Float:Name) {}",
    "public Damage(&Float:Name) {}",
    "stock Foo(bool:Name) {}",
    "native Foo(bool:Name);",
    "enum Kind { Float:Speed, bool:Name, };",
    "enum Kind { Float:Name, bool:Speed, };",
    "public bool:Filter(entity, any:Name) return entity != Name;",
    "void F() { static Float:Name; }",
  ])("is declared: %j", (code) => {
    expect(new SourcePawnView(code).defines("Name")).toBe(true);
  });

  it.each([
    'HookEvent("round_start", EventHook:Name, EventHookMode_PostNoCopy);',
    "SetStatus(Event:Name);",
    "x = Float:Name;",
    "return bool:Name;",
    "new x = _:Name;",
    "new y = on ? Float:Name : 0.0;",
    "new y = on ? 0.0 : Float:Name;",
    "if (a == Team:Name) {}",
    "if (Team:Name != a) {}",
    "x = y + _:Name;",
    "new values[] = { Float:Name, _:Name };",
    'PrintToServer("%d", _:Name);',
    "list[Kind:Name] = 1;",
    "switch (x) { case 1: Name = 2; default:Name = 3; }",
  ])("is only given one: %j", (code) => {
    expect(new SourcePawnView(code).defines("Name")).toBe(false);
  });
});
