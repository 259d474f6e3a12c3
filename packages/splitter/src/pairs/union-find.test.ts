import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { UnionFind } from "./union-find.ts";

it("UnionFind names each set by its smallest member, whatever was joined first", () => {
  const pair = fc.tuple(fc.nat(19), fc.nat(19));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 25 }), (joins) => {
      const sets = new UnionFind(20);
      // The slow way: everybody in either set gets the smaller name.
      let names = Array.from({ length: 20 }, (_, item) => item);
      for (const [left, right] of joins) {
        sets.join(left, right);
        const a = names[left] ?? 0;
        const b = names[right] ?? 0;
        names = names.map((name) => (name === a || name === b ? Math.min(a, b) : name));
      }
      expect(names.map((_, item) => sets.find(item))).toEqual(names);
    }),
  );
});
