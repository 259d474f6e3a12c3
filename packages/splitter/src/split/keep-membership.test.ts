import { describe, expect, it } from "@jest/globals";
import type { SplitSide } from "@tunewright/schema";
import { keepByHand } from "../testing/keep-by-hand.ts";

describe("keepMembership()", () => {
  it("finds records again by their content, and leaves new ones open", async () => {
    const before = [
      ["a", "1", "validation"],
      ["b", "2", "train"],
      ["c", "3", "test"],
    ] as const;
    const kept = await keepByHand({
      before,
      now: [
        ["new", "9"],
        ["c", "3"],
        ["b", "2"],
        ["a", "1"],
      ],
    });
    expect(kept).toEqual({
      clusterOf: Uint32Array.of(0, 1, 2, 3),
      sideOf: new Map([
        [1, 2],
        [2, 0],
        [3, 1],
      ]),
      kept: 3,
      bridges: [],
      parted: 0,
    });
  });

  it("finds a repaired record by its question", async () => {
    const before = [["a", "1", "validation"]] as const;
    const kept = await keepByHand({
      before,
      now: [
        ["new", "1"],
        ["a", "repaired"],
      ],
    });
    expect(kept).toMatchObject({ kept: 1, sideOf: new Map([[1, 1]]) });
  });

  it("takes no other answer for a repaired one while the record itself is there", async () => {
    const kept = await keepByHand({
      before: [["a", "1", "validation"]],
      now: [
        ["a", "1"],
        ["a", "another"],
      ],
    });
    expect(kept).toMatchObject({ kept: 1, sideOf: new Map([[0, 1]]) });
  });

  it.each<[string, SplitSide, number]>([
    ["tells nothing where it was on two sides", "train", 0],
    ["tells the side where it was twice on one", "validation", 1],
  ])("the question of two that are gone %s", async (_name, other, found) => {
    const before = [
      ["a", "1", "validation"],
      ["a", "2", other],
    ] as const;
    expect((await keepByHand({ before, now: [["a", "repaired"]] })).kept).toBe(found);
  });

  it("passes over what is dropped", async () => {
    const before = [
      ["a", "1", "validation"],
      ["b", "2", "train"],
    ] as const;
    const kept = await keepByHand({
      before,
      now: [
        ["a", "1"],
        ["b", "2"],
      ],
      dropped: [0],
    });
    expect(kept).toMatchObject({ kept: 1, sideOf: new Map([[1, 0]]) });
  });

  it("gives a cluster the side of its old records", async () => {
    const before = [
      ["a", "1", "validation"],
      ["b", "2", "validation"],
    ] as const;
    const now = [
      ["new", "9"],
      ["a", "1"],
      ["b", "2"],
    ] as const;
    const kept = await keepByHand({
      before,
      now,
      clusterOf: [0, 0, 0],
      ties: [
        [0, 1],
        [0, 2],
      ],
    });
    expect(kept).toMatchObject({ kept: 2, sideOf: new Map([[0, 1]]), bridges: [], parted: 0 });
    expect([...kept.clusterOf]).toEqual([0, 0, 0]);
  });
});
