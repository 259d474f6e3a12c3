import { describe, expect, it } from "@jest/globals";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";
import type { NameTable } from "../languages/language-adapter.ts";
import { type LineSurroundings, LineView, mayDefine, readComments, readPlaces } from "./line-view.ts";

describe("mayDefine()", () => {
  it.each([
    "x = Name(1);",
    "x = Name(1); // Name",
    'Print("Name"); x = Name(1);',
    "RandomName(1); Names(2); Name_(3);",
    "",
  ])("surely defines nothing: %j", (code) => {
    expect(mayDefine(code, "Name")).toBe(false);
  });

  it.each([
    "int Name;",
    "x = Name(1);\nint Name;",
    "float Name(float a)\n{\n}",
    'CreateNative("Name", Native_Name);',
    'CreateNative ( "Name", F);',
    'MarkNativeAsOptional("Name");',
    'GetFeatureStatus(FeatureType_Native, "Name");',
    'RequireFeature( FeatureType_Native , "Name");',
    "x = Name;",
  ])("may define it: %j", (code) => {
    expect(mayDefine(code, "Name")).toBe(true);
  });

  it("takes a string of another function for no native", () => {
    expect(mayDefine('MyCreateNative("Name");', "Name")).toBe(false);
    expect(mayDefine('Show("CreateNative(", "Name");', "Name")).toBe(false);
  });
});

describe("readComments()", () => {
  const commentsOf = (code: string, start = 0, end = code.length): string[] | undefined =>
    readComments(code, { start, end })?.map(({ value }) => value);

  it.each([
    ["int a;", []],
    ["// one\nint a; // two\n\t// three", ["// one", "// two", "// three"]],
    ["// one // more\nint a;", ["// one // more"]],
    ['Print("http://a"); // one', ["// one"]],
    ['Print("//");\nint b; // one', ["// one"]],
    ["// one\r\n// two\r\n", ["// one", "// two"]],
  ])("finds those of %j", (code, expected) => {
    expect(commentsOf(code)).toEqual(expected);
  });

  it("leaves a line that does not tell to the lexer", () => {
    expect(commentsOf("char c = '\"'; // one")).toBeUndefined();
    expect(commentsOf("char c = '\"';\n// one")).toEqual(["// one"]);
  });

  it("finds those of a stretch, with the offsets of all of the code", () => {
    const code = "// one\nint a; // two\n// three\n";
    expect(commentsOf(code, 7, 21)).toEqual(["// two"]);
    expect(readComments(code, { start: 7, end: 21 })).toMatchObject([{ kind: "comment", start: 14, end: 20 }]);
  });
});

describe("readPlaces()", () => {
  /** What stands at the places of a name in one stretch. */
  function kindsAt(code: string, name: string): string[] | undefined {
    const places = [...code.matchAll(new RegExp(`\\b${name}\\b`, "g"))].map(({ index }) => index);
    return readPlaces(code, places, 0, places.length)?.map(
      ({ kind, start, end }) => `${kind} ${code.slice(start, end)}`,
    );
  }

  it.each([
    ["x = Name(1);\ny = Name(2);", ["call Name", "call Name"]],
    ["x = Name(1); // Name, Name\n// Name", ["call Name", "comment // Name, Name", "comment // Name"]],
    ['HookEvent("Name", F);', ['string "Name"']],
    // A word inside of a string is no name by itself.
    ['Print("a Name"); x = Name(1);', ["call Name"]],
  ])("tells of %j", (code, expected) => {
    expect(kindsAt(code, "Name")).toEqual(expected);
  });

  it.each(["x = Name;", "x = Name(1);\nint Name;", 'Show("Name");'])("leaves %j to the lexer", (code) => {
    expect(kindsAt(code, "Name")).toBeUndefined();
  });

  it("reads only those it is asked for", () => {
    const code = "int Name; x = Name(1); int Name;";
    const places = [4, 14, 27];
    expect(readPlaces(code, places, 1, 2)).toMatchObject([{ kind: "call", start: 14 }]);
    expect(readPlaces(code, places, 1, 1)).toEqual([]);
  });
});

describe("LineView", () => {
  const code = 'void F()\n{\n\tx = Name(1, 2); // Name\n\tHookEvent("Name", G);\n}\n';
  const names = (name: string): NameTable => ({
    identifiers: new Set([name]),
    strings: new Set([name]),
    mayHoldHash: () => true,
    mayHoldString: () => true,
  });
  /** The views of the three places, and how often the code was read for them. */
  function views(): {
    readonly call: LineView;
    readonly comment: LineView;
    readonly string: LineView;
    readonly reads: () => number;
  } {
    let reads = 0;
    const around: LineSurroundings = {
      code,
      comments: [],
      includes: ["sourcemod"],
      mayDefine: (name) => name === "F",
      read: () => {
        reads += 1;
        return new SourcePawnView(code);
      },
    };
    const places = [...code.matchAll(/Name/g)].map(({ index }) => index);
    const [call, comment, string] = (readPlaces(code, places, 0, 3) ?? []).map((place) => new LineView(place, around));
    return { call: call as LineView, comment: comment as LineView, string: string as LineView, reads: () => reads };
  }

  it("tells a call without reading the code", () => {
    const { call, reads } = views();
    expect(call.select(names("Name"))).toEqual([{ kind: "identifier", index: 0, start: 16, end: 20, value: "Name" }]);
    expect(call.select(names("Other"))).toEqual([]);
    expect(call.use()).toBe("call");
    expect([call.defines("Name"), call.includes, call.commentAt(16)]).toEqual([false, ["sourcemod"], undefined]);
    expect(reads()).toBe(0);
  });

  it("tells a string and its argument without reading the code", () => {
    const { string, reads } = views();
    expect(string.select(names("Name"))).toMatchObject([{ kind: "string", value: "Name" }]);
    expect(string.select(names("Other"))).toEqual([]);
    expect(string.argumentsAt().map(({ call, position }) => [call.callee, position])).toEqual([["HookEvent", 1]]);
    expect(reads()).toBe(0);
  });

  it("tells a comment, from its first letter to its last", () => {
    const { comment, reads } = views();
    const start = code.indexOf("// Name");
    expect([start - 1, start, start + 6, start + 7].map((offset) => comment.commentAt(offset)?.value)).toEqual([
      undefined,
      "// Name",
      "// Name",
      undefined,
    ]);
    expect(comment.commentAt(start)).toMatchObject({ index: -1, start, end: start + 7 });
    expect(comment.select(names("Name"))).toEqual([]);
    expect(reads()).toBe(0);
  });

  it("reads the code for what the line does not tell", () => {
    const { call, string } = views();
    const text = ({ start, end }: { start: number; end: number }): string => code.slice(start, end);
    expect(call.callAt()?.arguments.map(text)).toEqual(["1", "2"]);
    expect(call.defines("F")).toBe(true);
    expect(call.receiverAt()).toBeUndefined();
    expect(string.use()).toBe("value");
    const [argument] = string.argumentsAt();
    expect(argument?.call.arguments.map(text)).toEqual(['"Name"', "G"]);
    expect(code.slice(argument?.call.open, (argument?.call.close ?? 0) + 1)).toBe('("Name", G)');
  });
});
