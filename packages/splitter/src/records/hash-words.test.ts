import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { sha256Hex, wordOfHex, wordsToHex } from "./hash-words.ts";

describe("words of hashes", () => {
  it("read and write hexadecimal, eight digits a word", () => {
    expect([0, 1].map((index) => wordOfHex("0123456789abcdef", index))).toEqual([0x01234567, 0x89abcdef]);
    expect(wordsToHex(Uint32Array.of(1, 0x89abcdef, 0xf), 1, 2)).toBe("89abcdef0000000f");
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff_ffff), { minLength: 1, maxLength: 8 }), (words) => {
        const hex = wordsToHex(Uint32Array.from(words), 0, words.length);
        expect(words.map((_, index) => wordOfHex(hex, index))).toEqual(words);
      }),
    );
  });

  it("are those of SHA-256", () => {
    // FIPS 180-2, appendix B.1.
    expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
