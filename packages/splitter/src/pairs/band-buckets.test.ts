import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { BandBuckets } from "./band-buckets.ts";

/** Some keys that are equal in their last ten bits, which is all that the first pass of a small set looks at. */
const key = fc.tuple(fc.nat(40), fc.constantFrom(0, 1024, 4096, 0x8000_0000)).map(([low, high]) => low + high);

/** Records of equal keys by key, in order of first appearance, the slow way. */
function bucketsOf(keys: readonly number[], isEmpty: readonly boolean[]): number[][] {
  const buckets = new Map<number, number[]>();
  for (const [record, value] of keys.entries()) {
    if (isEmpty[record] !== true) buckets.set(value, [...(buckets.get(value) ?? []), record]);
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1);
}

it("BandBuckets gives the records of each key that more than one has, band after band", () => {
  const records = fc.integer({ min: 1, max: 60 }).chain((length) => {
    const band = fc.array(key, { minLength: length, maxLength: length });
    const isEmpty = fc.array(fc.boolean(), { minLength: length, maxLength: length });
    return fc.tuple(fc.array(band, { minLength: 1, maxLength: 3 }), isEmpty);
  });
  fc.assert(
    fc.property(records, ([bands, isEmpty]) => {
      const buckets = new BandBuckets(isEmpty.length);
      for (const keys of bands) {
        const found: number[][] = [];
        for (const bucket of buckets.of(Uint32Array.from(keys), Uint8Array.from(isEmpty, Number)))
          found.push([...bucket]);
        // A key that shares its last bits with another appears where the first of them is seen: the order is by first appearance.
        expect(found).toEqual(bucketsOf(keys, isEmpty));
      }
    }),
  );
});

it("BandBuckets finds pairs among many records that stand alone", () => {
  const keys = Uint32Array.from({ length: 3000 }, (_, record) =>
    record % 1000 === 7 ? 123_456_789 : record * 2654435761,
  );
  const found = [...new BandBuckets(3000).of(keys, new Uint8Array(3000))].map((bucket) => [...bucket]);
  expect(found).toEqual([[7, 1007, 2007]]);
});
