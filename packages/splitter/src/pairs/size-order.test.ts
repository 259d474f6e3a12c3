import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { SizeOrder } from "./size-order.ts";

describe("SizeOrder", () => {
  it("puts the smallest first, and equal ones as they rank", () => {
    const order = new SizeOrder(Uint32Array.of(5, 0, 5, 3), Uint32Array.of(2, 3, 0, 1));
    expect([...order.arrange(Uint32Array.of(0, 1, 2, 3))]).toEqual([1, 3, 2, 0]);
    // The marks of the bucket before are gone.
    expect([...order.arrange(Uint32Array.of(0, 3))]).toEqual([3, 0]);
    expect([...order.arrange(new Uint32Array())]).toEqual([]);
  });

  it("arranges a small bucket among many as a comparison would", () => {
    const record = fc.record({ size: fc.nat(6), rank: fc.double({ noNaN: true }), isWanted: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 200 }), (records) => {
        const places = [...records.keys()];
        const rank = (place: number): number => records[place]?.rank ?? 0;
        const size = (place: number): number => records[place]?.size ?? 0;
        const order = new SizeOrder(
          Uint32Array.from(places, size),
          Uint32Array.from(places.toSorted((left, right) => rank(left) - rank(right))),
        );
        const bucket = places.filter((place) => records[place]?.isWanted === 0);
        expect([...order.arrange(Uint32Array.from(bucket))]).toEqual(
          bucket.toSorted((left, right) => size(left) - size(right) || rank(left) - rank(right)),
        );
      }),
    );
  });
});
