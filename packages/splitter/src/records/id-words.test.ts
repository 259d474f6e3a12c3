import { describe, expect, it } from "@jest/globals";
import { IdWords } from "./id-words.ts";

const hash = "00000001ffffffff0000000a89abcdef";

describe("IdWords", () => {
  it("writes a hash as its words, and nothing beside them", () => {
    const words = new Uint32Array(6).fill(7);
    new IdWords(4).put(hash, words, 1);
    expect([...words]).toEqual([7, 1, 0xffffffff, 10, 0x89abcdef, 7]);
  });

  it("gives every text back, the same one as the same words", () => {
    const ids = new IdWords(4);
    const texts = [hash, "one", "", hash.toUpperCase(), `${hash}0`, hash.slice(1), "one", `f${hash.slice(1)}`];
    const words = new Uint32Array(texts.length * 4).fill(7);
    for (const [index, text] of texts.entries()) ids.put(text, words, index * 4);
    expect(texts.map((_, index) => ids.text(words, index * 4))).toEqual(texts);
    expect(words.subarray(4, 8)).toEqual(words.subarray(24, 28));
    expect(new Set(texts.map((_, index) => words.subarray(index * 4, index * 4 + 4).join())).size).toBe(7);
  });

  it("does not take a hash that begins as what is numbered for a number", () => {
    const ids = new IdWords(4);
    const words = new Uint32Array(8);
    ids.put("one", words, 0);
    const alike = `ffffffff${"0".repeat(8)}00000001${"0".repeat(8)}`;
    ids.put(alike, words, 4);
    expect([ids.text(words, 0), ids.text(words, 4)]).toEqual(["one", alike]);
    ids.put(`${"f".repeat(8)}${"0".repeat(16)}00000005`, words, 4);
    expect(ids.text(words, 4)).toBe(`${"f".repeat(8)}${"0".repeat(16)}00000005`);
  });

  it("takes hashes of two words", () => {
    const ids = new IdWords(2);
    const words = new Uint32Array(4);
    ids.put("0123456789abcdef", words, 0);
    ids.put("none", words, 2);
    expect([ids.text(words, 0), ids.text(words, 2)]).toEqual(["0123456789abcdef", "none"]);
  });
});
