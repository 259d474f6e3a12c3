import { describe, expect, it } from "@jest/globals";
import { chat } from "../testing/chat-lines.ts";
import { keepByHand } from "../testing/keep-by-hand.ts";
import { tableOf } from "../testing/some-units.ts";

describe("old records of one cluster on two sides", () => {
  const before = [
    ["a", "1", "validation"],
    ["b", "2", "train"],
  ] as const;
  const old = [
    ["a", "1"],
    ["b", "2"],
  ] as const;

  it("parts the cluster, each old record on its side", async () => {
    const kept = await keepByHand({ before, now: old, clusterOf: [0, 0], ties: [[0, 1]] });
    expect(kept).toMatchObject({
      kept: 2,
      bridges: [],
      parted: 1,
      sideOf: new Map([
        [0, 1],
        [1, 0],
      ]),
    });
    expect([...kept.clusterOf]).toEqual([0, 1]);
  });

  it("gives a new one to the side that it touches, also through another new one, and leaves out what touches both", async () => {
    const now = [...old, ["x", "7"], ["y", "8"], ["z", "9"], ["alone", "0"]] as const;
    // x touches validation, y touches x, z touches both; the last is no part of it.
    const ties = [
      [0, 2],
      [2, 3],
      [0, 4],
      [4, 1],
    ];
    const kept = await keepByHand({ before, now, clusterOf: [0, 0, 0, 0, 0, 5], ties });
    expect(kept.bridges).toEqual([4]);
    expect([...kept.clusterOf]).toEqual([0, 1, 0, 0, 0, 5]);
    expect(kept.sideOf).toEqual(
      new Map([
        [0, 1],
        [1, 0],
      ]),
    );
    expect(kept).toMatchObject({ kept: 2, parted: 1 });
  });

  it("leaves out a new one whose new neighbours went to two sides, and what hangs on it alone", async () => {
    const now = [...old, ["x", "7"], ["y", "8"], ["between", "9"], ["behind", "10"]] as const;
    const ties = [
      [0, 2],
      [1, 3],
      [2, 4],
      [3, 4],
      [4, 5],
    ];
    const kept = await keepByHand({ before, now, clusterOf: [0, 0, 0, 0, 0, 0], ties });
    expect(kept.bridges).toEqual([4, 5]);
    expect([...kept.clusterOf].slice(0, 4)).toEqual([0, 1, 0, 1]);
  });

  it("reads a tie of many as one of each with each", async () => {
    const now = [...old, ["x", "7"]] as const;
    const kept = await keepByHand({ before, now, clusterOf: [0, 0, 0], ties: [[0, 1, 2]] });
    expect(kept.bridges).toEqual([2]);
  });

  it("leaves out the same of two that pull each other to two sides, whatever the order of the input", async () => {
    const pair = [
      ["x", "7"],
      ["y", "8"],
    ] as const;
    const ids = await tableOf(pair.map(([user, assistant]) => chat(user, assistant)));
    // The smaller id is settled first; the other then touches both sides.
    const later = ids.idOf(0) < ids.idOf(1) ? "y" : "x";
    for (const now of [
      [...old, ...pair],
      [...old, ...pair.toReversed()],
    ]) {
      const at = (name: string): number => now.findIndex(([user]) => user === name);
      const ties = [
        [0, at("x")],
        [1, at("y")],
        [at("x"), at("y")],
      ];
      expect((await keepByHand({ before, now, clusterOf: [0, 0, 0, 0], ties })).bridges).toEqual([at(later)]);
    }
  });

  it("knows no side of a cluster whose first record fits on neither", async () => {
    const now = [["x", "7"], ...old] as const;
    const kept = await keepByHand({ before, now, clusterOf: [0, 0, 0], ties: [[0, 1, 2]] });
    expect(kept.bridges).toEqual([0]);
    expect(Object.fromEntries(kept.sideOf)).toEqual({ 1: 1, 2: 0 });
  });

  it("leaves out a repaired one that tells what stands on the other side, and parts nothing", async () => {
    // "a" was in validation with another answer; its new one is that of "b", which stays in training.
    const now = [
      ["b", "2"],
      ["a", "2, repaired"],
    ] as const;
    const kept = await keepByHand({ before, now, clusterOf: [0, 0], ties: [[0, 1]] });
    expect(kept).toMatchObject({ kept: 1, bridges: [1], parted: 0, sideOf: new Map([[0, 0]]) });
  });

  it("keeps a repaired one on its side when only a record between them is tied to the other", async () => {
    const now = [
      ["b", "2"],
      ["a", "repaired"],
      ["between", "9"],
    ] as const;
    const ties = [
      [0, 2],
      [1, 2],
    ];
    const kept = await keepByHand({ before, now, clusterOf: [0, 0, 0], ties });
    expect(kept).toMatchObject({ kept: 2, bridges: [2], parted: 0 });
    expect([...kept.clusterOf]).toEqual([0, 1, 0]);
  });

  it("keeps the same one of two repaired ones that are alike now, whatever the order of the input", async () => {
    const pair = [
      ["a", "same"],
      ["b", "same."],
    ] as const;
    const ids = await tableOf(pair.map(([user, assistant]) => chat(user, assistant)));
    const later = ids.idOf(0) < ids.idOf(1) ? "b" : "a";
    for (const now of [pair, pair.toReversed()]) {
      const kept = await keepByHand({ before, now, clusterOf: [0, 0], ties: [[0, 1]] });
      expect(kept).toMatchObject({ kept: 1, bridges: [now.findIndex(([user]) => user === later)], parted: 0 });
    }
  });

  it("walks a tie of very many once", async () => {
    let walks = 0;
    const many = Array.from({ length: 400 }, (_, index) => [`n${index}`, "9"] as const);
    const members = Array.from({ length: 402 }, (_, index) => index);
    const tie = new Proxy(members, {
      get(target, key, receiver) {
        if (key === Symbol.iterator) walks += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    const kept = await keepByHand({ before, now: [...old, ...many], clusterOf: members.map(() => 0), ties: [tie] });
    expect(kept.bridges).toHaveLength(400);
    // Once to note who is tied, once to hand on.
    expect(walks).toBe(2);
  });

  it("leaves other clusters, and what is dropped, as they are", async () => {
    const now = [...old, ["c", "3"], ["d", "4"], ["x", "7"]] as const;
    const more = [...before, ["c", "3", "test"]] as const;
    const kept = await keepByHand({
      before: more,
      now,
      clusterOf: [0, 0, 2, 2, 0],
      ties: [
        [0, 1],
        [2, 3],
        [0, 4],
        [1, 4],
      ],
      dropped: [4],
    });
    expect(kept.bridges).toEqual([]);
    expect([...kept.clusterOf].slice(0, 4)).toEqual([0, 1, 2, 2]);
    expect(kept.sideOf).toEqual(
      new Map([
        [0, 1],
        [1, 0],
        [2, 2],
      ]),
    );
  });
});
