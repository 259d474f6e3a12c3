import { describe, expect, it } from "@jest/globals";
import { ByteEdits } from "./byte-edits.ts";

const bytes = Buffer.from("Roll(1); Toss(é);");
const at = (piece: string): [number, number] => [bytes.indexOf(piece), bytes.indexOf(piece) + Buffer.byteLength(piece)];

function edits(): ByteEdits {
  const made = new ByteEdits();
  made.add(...at("Roll"), "GetRoll");
  made.add(...at("Toss"), "Flip");
  made.add(...at("é"), "");
  return made;
}

describe("ByteEdits", () => {
  it("replaces longer, equal and empty texts in one go", () => {
    expect(edits().apply(bytes).toString()).toBe("GetRoll(1); Flip();");
    expect([edits().length, new ByteEdits().length]).toEqual([3, 0]);
    expect(new ByteEdits().apply(bytes).equals(bytes)).toBe(true);
  });

  it("writes one byte for one unit", () => {
    const made = new ByteEdits();
    made.add(0, 4, Buffer.from("Größe").toString("latin1"));
    expect(made.apply(bytes).toString()).toBe("Größe(1); Toss(é);");
  });

  it("uses spare memory that is large enough, and else memory of its own", () => {
    const size = "GetRoll(1); Flip();".length;
    const spare = new ArrayBuffer(size);
    const result = edits().apply(bytes, spare);
    expect([result.buffer === spare, result.toString()]).toEqual([true, "GetRoll(1); Flip();"]);
    for (const small of [undefined, new ArrayBuffer(size - 1)]) {
      const own = edits().apply(bytes, small);
      expect([own.buffer.byteLength, own.toString()]).toEqual([size, "GetRoll(1); Flip();"]);
    }
  });

  it("gives one stretch as text, after the replacements in it", () => {
    expect(edits().textOf(bytes, 0, 0, bytes.length)).toBe("GetRoll(1); Flip();");
    expect(edits().textOf(bytes, 1, bytes.indexOf(" "), bytes.length)).toBe(" Flip();");
    expect(edits().textOf(bytes, 3, bytes.indexOf("é"), bytes.length)).toBe("é);");
  });
});
