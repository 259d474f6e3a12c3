import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Uint32Column } from "./uint32-column.ts";

describe("Uint32Column", () => {
  it("holds what an array holds, however it grows", () => {
    const step = fc.oneof(
      fc.record({ push: fc.nat(0xffff_ffff) }),
      fc.record({ append: fc.array(fc.nat(0xffff_ffff), { maxLength: 20 }) }),
      fc.record({ reserve: fc.nat(30) }),
      fc.record({ increase: fc.nat(50) }),
      fc.constant({ take: true }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 30 }), (capacity, steps) => {
        const column = new Uint32Column(capacity);
        const array: number[] = [];
        for (const one of steps) {
          if ("push" in one) {
            column.push(one.push);
            array.push(one.push);
          } else if ("append" in one) {
            column.append(Uint32Array.from(one.append));
            array.push(...one.append);
          } else if ("reserve" in one) column.reserve(one.reserve);
          else if ("increase" in one) {
            if (one.increase >= array.length) continue;
            column.increase(one.increase);
            array[one.increase] = ((array[one.increase] ?? 0) + 1) >>> 0;
          } else expect([...column.take()]).toEqual(array.splice(0));
          expect(column.length).toBe(array.length);
          expect([...column.view()]).toEqual(array);
        }
        for (const [index, value] of array.entries()) expect(column.at(index)).toBe(value);
        expect([...column.part(1, 3)]).toEqual(array.slice(1, 3));
        expect([...column.part(0, 1000)]).toEqual(array);
      }),
    );
  });

  it("has zeros beyond what fits, and gives a copy that later numbers do not touch", () => {
    const column = new Uint32Column(2);
    column.push(7);
    expect(column.at(5)).toBe(0);
    const taken = column.take();
    column.push(8);
    expect([...taken]).toEqual([7]);
  });
});
