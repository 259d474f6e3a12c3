import { describe, expect, it } from "@jest/globals";
import { hashOfName, REMEMBERED_NAMES } from "./name-table.ts";
import { SymbolReader } from "./symbol-reader.ts";

/** Shows a reader every word of a text, as the shingles do. */
function show(reader: SymbolReader, text: string): void {
  for (const { 0: word, index } of text.matchAll(/\w+/g)) {
    reader.word(text, index, index + word.length, hashOfName(word));
  }
}

function read(reader: SymbolReader, ...texts: readonly string[]): string[] {
  reader.begin();
  for (const text of texts) show(reader, text);
  return reader.end().map((symbol) => reader.names[symbol] ?? "");
}

describe("SymbolReader, any name that is called", () => {
  it.each([
    ["a call", "Kick(1);", ["Kick"]],
    ["each once", "Kick(1); Ban(2); Kick(3);", ["Kick", "Ban"]],
    ["none that is only named", "Kick; Kick (1);", []],
    ["none that begins with a digit", "9(1); 0x(2); A9(3);", ["A9"]],
    ["no keyword", "if(1) while(2) sizeof(3)", []],
    ["none that is defined, before or after its call", "Mine(1); void Mine(int a) { Mine(2); }", []],
    ["a call behind a keyword", "return Kick(1); new\tThing();", ["Kick", "Thing"]],
    ["a call behind a sign", "a=Kick(1); b.Ban(2)", ["Kick", "Ban"]],
    ["a call on a line of its own", "int\nKick(1)", ["Kick"]],
    ["a definition behind blanks", "int \t Mine(1)", []],
  ])("takes %s", (_name, text, expected) => {
    expect(read(new SymbolReader(), text)).toEqual(expected);
  });

  it("takes each record by itself, and the end of one text for no type of the next", () => {
    const reader = new SymbolReader();
    expect(read(reader, "void Mine(1)")).toEqual([]);
    expect(read(reader, "Mine(1)")).toEqual(["Mine"]);
    expect(read(reader, "int", "   Mine(1)")).toEqual(["Mine"]);
  });

  it("has room for any number of names, and forgets them between batches once they are too many", () => {
    const reader = new SymbolReader();
    const many = Array.from({ length: REMEMBERED_NAMES + 1 }, (_, index) => `N${index}(1)`);
    expect(read(reader, many.slice(0, 3000).join(";"))).toHaveLength(3000);
    expect(read(reader, many.slice(1000, 1003).join(";"))).toEqual(["N1000", "N1001", "N1002"]);
    reader.beginBatch();
    expect(reader.names).toHaveLength(3000);
    read(reader, many.join(";"));
    reader.beginBatch();
    expect(reader.names).toHaveLength(0);
    expect(read(reader, "N5(1); Last(2); int N7(3)")).toEqual(["N5", "Last"]);
  });
});

describe("SymbolReader, names of a list", () => {
  it("takes them wherever they stand, each once, and no other", () => {
    const reader = new SymbolReader(["Kick", "tank_spawn", "if"]);
    expect(read(reader, "Kick; void Kick(1); Other(2); 'tank_spawn' if(3)")).toEqual(["Kick", "tank_spawn", "if"]);
    reader.beginBatch();
    expect(read(reader, "tank_spawn")).toEqual(["tank_spawn"]);
  });
});
