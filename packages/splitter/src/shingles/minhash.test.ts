import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { seededRandom } from "../testing/chat-lines.ts";
import { type Banding, chooseBanding, Signer } from "./minhash.ts";

function keysOf(elements: readonly number[], banding: Banding): number[] {
  const keys = new Uint32Array(banding.bands);
  new Signer(banding).sign(Uint32Array.from(elements), { keys, offset: 0, stride: 1 });
  return [...keys];
}

describe("chooseBanding()", () => {
  it.each([
    [1, 4, 2],
    [0.6, 4, 2],
    [0.59, 3, 1],
    [0.4, 3, 1],
    [0.39, 2, 1],
    [0.2, 2, 1],
    [0.19, 1, 1],
  ])("takes for %d keys of %d rows, of which %d have to be shared", (similarity, rows, least) => {
    const banding = chooseBanding(similarity);
    expect(banding).toMatchObject({ rows, least });
    // No more than the 128 bins of a signature.
    expect(banding.bands * banding.rows).toBeLessThanOrEqual(128);
  });

  it("proposes a pair at 0.8 with a chance above 0.99999, and strangers at 0.2 with one of a thousandth", () => {
    const { bands, rows } = chooseBanding(0.64);
    const chance = (similarity: number): number => {
      const one = similarity ** rows;
      // At least two of the keys.
      return 1 - (1 - one) ** bands - bands * one * (1 - one) ** (bands - 1);
    };
    expect(chance(0.8)).toBeGreaterThan(0.99999);
    expect(chance(0.64)).toBeGreaterThan(0.97);
    expect(chance(0.2)).toBeLessThan(0.0015);
  });
});

describe("Signer", () => {
  it("gives a set its keys whatever the order and repeats, after any other set", () => {
    const banding = chooseBanding(0.8);
    const signer = new Signer(banding);
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff_ffff), { minLength: 1, maxLength: 300 }), (elements) => {
        const expected = keysOf(elements, banding);
        const keys = new Uint32Array(banding.bands);
        signer.sign(Uint32Array.from([...elements.toReversed(), ...elements]), { keys, offset: 0, stride: 1 });
        expect([...keys]).toEqual(expected);
      }),
    );
  });

  it("writes each key where it is told, and nothing beside", () => {
    const banding = { bands: 4, rows: 2, least: 1 };
    const keys = new Uint32Array(12).fill(9);
    new Signer(banding).sign(Uint32Array.of(1, 2, 3), { keys, offset: 1, stride: 3 });
    const expected = keysOf([1, 2, 3], banding);
    expect([...keys]).toEqual([0, 1, 2, 3].flatMap((band) => [9, expected[band], 9]));
  });

  it("gives sets of one element keys of their own: empty bins are filled, and bands differ", () => {
    const banding = chooseBanding(0.8);
    const all = Array.from({ length: 200 }, (_, index) => keysOf([index * 7919 + 1], banding));
    for (const keys of all) expect(new Set(keys).size).toBe(32);
    expect(new Set(all.flat()).size).toBe(200 * 32);
  });

  // Some elements leave most bins empty, many leave none: the chance must be s to the power of the rows either way.
  it.each([
    [20, 1],
    [20, 2],
    [600, 1],
    [600, 3],
  ])("lets sets of about %d elements share keys of %d rows as often as their similarity says", (size, rows) => {
    const random = seededRandom(size + rows);
    const draw = (count: number): number[] => Array.from({ length: count }, () => Math.floor(random() * 2 ** 32));
    const banding = { bands: 32, rows, least: 1 };
    let shared = 0;
    const trials = 200;
    for (let trial = 0; trial < trials; trial += 1) {
      const both = draw(size * 0.8);
      const [left, right] = [0, 1].map(() => keysOf([...both, ...draw(size * 0.1)], banding));
      shared += left?.filter((key, band) => key === right?.[band]).length ?? 0;
    }
    // 0.8 of 1: eight parts shared, one of its own each.
    expect(shared / (trials * 32)).toBeGreaterThan(0.8 ** rows - 0.04);
    expect(shared / (trials * 32)).toBeLessThan(0.8 ** rows + 0.04);
  });
});
