import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { firstWithKey } from "./group-by-key.ts";

/** Words of which some fall into one slot of a small table, and some differ in their highest bit alone. */
const word = fc.constantFrom(0, 1, 2, 16, 32, 0x8000_0000, 0x8000_0001, 0xffff_ffff);

it.each([1, 2, 4])(
  "firstWithKey() gives the first record of the same %d words, as looking at all before it does",
  (width) => {
    const key = fc.array(word, { minLength: width, maxLength: width });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        const texts = keys.map((words) => words.join(" "));
        const expected = texts.map((text) => texts.indexOf(text));
        expect([...firstWithKey(Uint32Array.from(keys.flat()), width)]).toEqual(expected);
      }),
    );
  },
);

it("firstWithKey() holds as many distinct keys as there are records", () => {
  const keys = Uint32Array.from({ length: 5000 }, (_, record) => record);
  expect(firstWithKey(keys, 1)).toEqual(keys);
});
