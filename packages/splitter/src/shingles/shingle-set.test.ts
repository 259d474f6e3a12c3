import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { ShingleSet } from "./shingle-set.ts";

/** Numbers that often fall into one slot: equal in their last bits. */
const hash = fc.tuple(fc.nat(20), fc.constantFrom(0, 4096, 16_384, 0x8000_0000)).map(([low, high]) => low + high);

it("ShingleSet holds each number once, in the order in which they came, record after record", () => {
  fc.assert(
    fc.property(fc.array(fc.array(hash, { maxLength: 60 }), { maxLength: 4 }), (records) => {
      const set = new ShingleSet();
      for (const hashes of records) {
        set.clear();
        for (const one of hashes) set.add(one);
        // Zero marks a free slot, so it counts as one.
        expect([...set.view()]).toEqual([...new Set(hashes.map((one) => (one === 0 ? 1 : one)))]);
      }
    }),
  );
});

it("ShingleSet grows, and forgets a long record like a short one", () => {
  const set = new ShingleSet();
  const many = Array.from({ length: 20_000 }, (_, index) => (index + 1) * 4096);
  for (const one of [...many.slice(0, 5000), ...many]) set.add(one);
  expect([...set.view()]).toEqual(many);
  set.clear();
  expect(set.view()).toHaveLength(0);
  for (const one of many.slice(100, 103)) set.add(one);
  expect([...set.view()]).toEqual(many.slice(100, 103));
});
