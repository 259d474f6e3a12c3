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

describe("a name that is declared by what stands before or behind it", () => {
  it.each([
    "#define Name 1",
    "#define Name(%1) Other(%1)",
    "enum Name { A }",
    "methodmap Name < Handle {}",
    "enum struct Name { int a; }",
    "typedef Name = function void ();",
    "funcenum Name { Action:public(a) }",
    "int Name;",
    "const int Name = 1;",
    "int a, Name;",
    "int a = F(1, 2), Name = 2;",
    "int[] Name = new int[3];",
    "char[] Name = new char[3], b;",
    "char a[3], Name[4];",
    "void F(int[] Name) {}",
    "void F(const char[] Name) {}",
    "void F(int a, int &Name) {}",
    "new Float:a[3], String:Name[4];",
    "decl Name;",
    "enum { Name }",
    "enum { A, Name = 2, B }",
    "static enum { A, Name }",
    "enum Kind { A = 1, Name }",
    "enum struct E { int Name; }",
    "enum struct E { void Name() { } }",
    "methodmap M { public int Name() { return 1; } }",
    "void Name() {}",
    "void Name()\n{\n}",
    "Name() {}",
    "native int Name(int a);",
    "forward void Name(int a);",
    "native Name(a);",
    "public int Name(int a) = F;",
    "stock Name(a) return a;",
    "static Name(a) return F(a);",
    "public bool:Name(a, b) return true;",
    "int Name(int a) return a;",
    "bool:Name(a) if (a) return true;",
    "#define MAKE(%1) x %1\nMAKE(Name)",
    "#define MAKE(%1,%2) x %1\nMAKE(int, Name)",
  ])("is declared: %j", (code) => {
    expect(new SourcePawnView(code).defines("Name")).toBe(true);
  });

  it.each([
    "#define A Name",
    "#define A Name(1)",
    "int a = Name;",
    "int a = Name, b;",
    "void F() { Name = 1; }",
    "void F() { Name(1); }",
    "void F() { return Name(1); }",
    "void F() { return Name; }",
    "void F() { delete Name; }",
    "void F() { new Name(1); }",
    "void F() { x = new Name(1); }",
    "void F() { x = view_as<Name>(y); }",
    "void F() { case Name: x(); }",
    "void F() { a[1] = Name; }",
    "void F() { x = a[1] & Name; }",
    "void F() { x.y[1].Name = 2; }",
    "void F() { G(a, Name); }",
    "void F() { G(int:a, Name); }",
    "void F() { G({1, Name}); }",
    "int a[] = {1, Name};",
    "int a[Name];",
    "Name(1);",
    "G(Name);",
    "MAKE(Name)",
    "#define MAKE(%1) x %1\nMAKE(a.Name)",
    "#define MAKE(%1) x %1\nvoid F() { MAKE(Name); }",
    "methodmap M { property int a { public get() { return Name(1); } } }",
    "F(a)\nName(b)\nreturn",
  ])("is only used: %j", (code) => {
    expect(new SourcePawnView(code).defines("Name")).toBe(false);
  });
});
