import { describe, expect, it } from "@jest/globals";
import { collectReferences } from "./collect-references.ts";
import type { LanguageAdapter } from "./language-adapter.ts";
import { createRegexAdapter } from "./regex-adapter.ts";

const javascript: LanguageAdapter = {
  ...createRegexAdapter({
    id: "javascript",
    fences: ["js"],
    comment: /\/\/[^\n]*/,
    string: /"[^"\n]*"/,
    definition: /\bfunction\s+$/,
  }),
  places: {
    event: [{ call: ["on", "off"], argument: 1 }],
    netprop: [{ call: ["prop"], argument: 2 }],
  },
};

/** Each reference as `name:kind`, with `!` where the code defines it. */
function referencesIn(code: string, offset = 0): string[] {
  return collectReferences(javascript.view(code), javascript, offset).map(
    ({ name, kind, definedHere }) => `${name}:${kind}${definedHere ? "!" : ""}`,
  );
}

describe("collectReferences()", () => {
  it.each([
    ["a call", "run(1)", ["run:call"]],
    ["a value", "x = speed;", ["x:identifier", "speed:identifier"]],
    ["a method and the name it belongs to", "server.listen(80)", ["server:identifier", "listen:method"]],
    ["a property", "server.port", ["server:identifier", "port:property"]],
    ["a string", 'say("hello")', ["say:call", "hello:string"]],
    ["an event", 'on("pounce", run)', ["on:call", "pounce:event", "run:identifier"]],
    ["an event as another argument", 'on(run, "pounce")', ["on:call", "run:identifier", "pounce:string"]],
    ["an event of another function", 'emit("pounce")', ["emit:call", "pounce:string"]],
    ["a netprop", 'prop(player, "m_speed")', ["prop:call", "player:identifier", "m_speed:netprop"]],
    ["nothing of a comment", "// run(1)", []],
  ])("tells %s", (_name, code, expected) => {
    expect(referencesIn(code)).toEqual(expected);
  });

  it("leaves a definition out, and says of its calls that the code defines them", () => {
    expect(referencesIn("function run() {}\nrun(); stop();")).toEqual([
      "function:identifier",
      "run:call!",
      "stop:call",
    ]);
  });

  it("takes no member and no string for what the code defines by that name", () => {
    expect(referencesIn('function run() {}\na.run(); a.run; say("run"); x = run;')).toEqual([
      "function:identifier",
      "a:identifier",
      "run:method",
      "a:identifier",
      "run:property",
      "say:call",
      "run:string",
      "x:identifier",
      "run:identifier!",
    ]);
  });

  it("counts places from where the code stands in its text", () => {
    const code = 'a + on("pounce")';
    const places = collectReferences(javascript.view(code), javascript, 100);
    expect(places.map(({ start, end }) => [start, end])).toEqual([
      [100, 101],
      [104, 106],
      [107, 115],
    ]);
  });
});
