import { describe, expect, it } from "@jest/globals";
import * as sanitizer from "./index.ts";
import { callRule, tableOf } from "./testing/rule-table-fixture.ts";

/** As a program in JavaScript sees the library, where nothing keeps a wrong argument out. */
const library = sanitizer as unknown as Readonly<Record<string, (...given: unknown[]) => unknown>>;
const text =
  'version: 1\npack: p\nrules: [{id: a, message: m, match: {kind: call, name: X}, examples: [{keep: ""}]}]\n';
const loaded = sanitizer.parseRulePack(text, "p.yaml");
const languages = [sanitizer.createSourcePawnAdapter()];
const table = tableOf([callRule("X", "Y")]);

describe("a wrong argument", () => {
  it.each<[string, readonly unknown[], RegExp]>([
    ["compileRules", [], /^compileRules takes a list of rule packs; write \[pack\]\.$/],
    ["compileRules", [loaded.pack, { languages }], /^compileRules takes a list of rule packs; write \[pack\]\.$/],
    ["compileRules", [[loaded], { languages }], /^compileRules takes the packs themselves; .* write loaded\.pack\.$/],
    ["compileRules", [[{ rules: [{ id: "a" }] }], { languages }], /^compileRules takes rule packs that were parsed;/],
    ["compileRules", [["p.yaml"], { languages }], /^compileRules takes rule packs; read them with parseRulePack/],
    ["compileRules", [[loaded.pack]], /^compileRules has to know the languages; write \{ languages: \[createSource/],
    ["createRuleGuard", [loaded.pack], /^createRuleGuard takes a list of rule packs/],
    ["createCodeInspector", [], /^createCodeInspector takes a list of rule packs/],
    ["sanitizeText", [undefined, table], /^sanitizeText takes the text of one message as a string first\.$/],
    ["sanitizeText", ["X(1)"], /^sanitizeText takes a rule table; make it with compileRules\.$/],
    ["sanitizeText", ["X(1)", [loaded.pack]], /^sanitizeText takes a rule table;/],
    ["sanitizeRecord", [{}, table], /^sanitizeRecord takes the JSON of one record as a string first\.$/],
    ["sanitizeExample", ["{}", table], /^sanitizeExample takes a record as an object;/],
    ["sanitizeExample", [{ messages: [] }], /^sanitizeExample takes a rule table;/],
    ["parseRulePack", [{ version: 1 }, "p.yaml"], /^parseRulePack takes the text of a pack as a string first\.$/],
    ["parseRulePack", [text], /^parseRulePack takes the text of a pack and the name of its file/],
    ["createRegexAdapter", [], /^createRegexAdapter takes id, a list of fences, and the patterns/],
    ["checkExamples", [loaded.pack.rules[0], "sourcepawn"], /^checkExamples has to know the languages/],
  ])("of %s() is told in one line: %#", (name, given, message) => {
    expect(() => library[name]?.(...given)).toThrow(expect.objectContaining({ name: "TypeError" }));
    expect(() => library[name]?.(...given)).toThrow(message);
  });

  it.each<[string, readonly unknown[], RegExp]>([
    ["loadRulePack", [], /^loadRulePack takes a path as a string first\.$/],
    ["loadRulePacks", ["rules"], /^loadRulePacks takes a list of paths; write \["rules"\]\.$/],
    ["proveRules", [[loaded.pack], { languages }], /^proveRules takes a list of packs as parseRulePack/],
    ["proveRules", [[loaded]], /^proveRules has to know the languages/],
    ["sanitizeFiles", [[], [loaded.pack], {}], /^sanitizeFiles takes a list of packs as parseRulePack/],
    ["sanitizeFiles", [["a.jsonl"], [loaded]], /^sanitizeFiles takes a list of \{ name, path \}/],
  ])("of %s() rejects its promise: %#", async (name, given, message) => {
    await expect(library[name]?.(...given)).rejects.toThrow(message);
  });

  it("of sanitizeJsonl() is told before anything is read", async () => {
    const { sanitizeJsonl } = library as { readonly sanitizeJsonl: (...given: unknown[]) => AsyncIterable<unknown> };
    const read = async (...given: unknown[]): Promise<void> => {
      for await (const _ of sanitizeJsonl(...given));
    };
    await expect(read(5, [loaded.pack])).rejects.toThrow(/^sanitizeJsonl takes a path first, or bytes/);
    await expect(read("a.jsonl", [loaded])).rejects.toThrow(/^sanitizeJsonl takes the packs themselves/);
  });

  it("is nothing of what is right", () => {
    expect(sanitizer.sanitizeText("", table)).toEqual({ text: "", hits: [] });
    expect(sanitizer.compileRules([], { languages }).rules).toEqual([]);
  });
});
