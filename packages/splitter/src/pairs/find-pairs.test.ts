import { describe, expect, it } from "@jest/globals";
import { findRepeats } from "./duplicates.ts";
import { type FoundPairs, findPairs } from "./find-pairs.ts";
import { jaccard, similarity } from "../shingles/jaccard.ts";
import { chooseBanding, Signer } from "../shingles/minhash.ts";
import { ShingleBuilder } from "../shingles/shingle-builder.ts";
import { ASSISTANT_SHINGLES } from "../records/speaker.ts";
import { ShingleStore } from "../shingles/shingle-store.ts";
import { seededRandom } from "../testing/chat-lines.ts";
import { UnionFind } from "./union-find.ts";

/** Sets of numbers as records of the user's shingles. */
function search(
  sets: readonly (readonly number[])[],
  options: { threshold?: number; memoryBytes?: number } = {},
): FoundPairs {
  const { threshold = 0.8, memoryBytes } = options;
  using store = new ShingleStore(memoryBytes === undefined ? {} : { memoryBytes });
  for (const set of sets) store.append(Uint32Array.of(set.length), Uint32Array.from(set));
  return findPairs(store, Uint32Array.from(sets.keys()), { threshold, floor: threshold });
}

/** `count` distinct numbers that no other call gives. */
function source(seed: number): (count: number) => number[] {
  const random = seededRandom(seed);
  return (count) => [...new Set(Array.from({ length: count }, () => Math.floor(random() * 0x7fffffff)))];
}

describe("jaccard()", () => {
  it.each([
    [[1, 2, 3], [1, 2, 3], 1],
    [[1, 2, 3, 4], [3, 4, 5, 6], 2 / 6],
    [[1], [2], 0],
    [[], [], 0],
    [[], [1], 0],
  ])("of %j and %j is %d", (left, right, expected) => {
    expect(jaccard(Uint32Array.from(left), Uint32Array.from(right))).toBe(expected);
  });
});

describe("similarity()", () => {
  const answer = Array.from({ length: 30 }, (_, index) => ASSISTANT_SHINGLES + index);

  it("finds one long answer behind two questions", () => {
    expect(similarity(Uint32Array.from([1, 2, 3, ...answer]), Uint32Array.from([4, 5, 6, ...answer]))).toBe(1);
  });

  it("says nothing of short answers", () => {
    const short = answer.slice(0, 3);
    expect(similarity(Uint32Array.from([1, 2, 3, ...short]), Uint32Array.from([4, 5, 6, ...short]))).toBe(3 / 9);
  });
});

describe("Signer", () => {
  it("shares a key about as often as the similarity says", () => {
    const next = source(5);
    const banding = { bands: 128, rows: 1, least: 1 };
    const signer = new Signer(banding);
    const keys = new Uint32Array(2 * 128);
    let matches = 0;
    for (let trial = 0; trial < 50; trial += 1) {
      const shared = next(100);
      signer.sign(Uint32Array.from([...shared, ...next(25)]), { keys, offset: 0, stride: 1 });
      signer.sign(Uint32Array.from([...shared, ...next(25)]), { keys, offset: 128, stride: 1 });
      for (let band = 0; band < 128; band += 1) if (keys[band] === keys[128 + band]) matches += 1;
    }
    expect(matches / (50 * 128)).toBeCloseTo(100 / 150, 1);
  });

  it.each([0.8, 0.64, 0.5, 0.3, 0.1])("has enough bands for %d", (s) => {
    const { bands, rows } = chooseBanding(s);
    expect(1 - (1 - s ** rows) ** bands).toBeGreaterThan(0.9);
  });
});

describe("findPairs()", () => {
  it("finds what comparing each with each finds", () => {
    const next = source(1);
    const random = seededRandom(2);
    const sets: number[][] = [];
    while (sets.length < 400) {
      const first = next(20 + Math.floor(random() * 100));
      sets.push(first);
      const kept = first.slice(0, Math.ceil(first.length * (0.6 + random() * 0.4)));
      sets.push([...kept, ...next(first.length - kept.length)]);
    }
    const sorted = sets.map((set) => Uint32Array.from(set).sort());
    const expected: string[] = [];
    for (let b = 0; b < sorted.length; b += 1) {
      for (let a = 0; a < b; a += 1) {
        const score = jaccard(sorted[a] ?? new Uint32Array(), sorted[b] ?? new Uint32Array());
        if (score >= 0.8) expected.push(`${a} ${b} ${score}`);
      }
    }
    expect(expected.length).toBeGreaterThan(50);
    const found = search(sets).pairs.map(({ a, b, score }) => `${a} ${b} ${score}`);
    expect(found.sort()).toEqual(expected.sort());
  });

  it("gives the same pairs whatever the memory", () => {
    const next = source(3);
    const sets = Array.from({ length: 60 }, () => next(40)).flatMap((set) => [set, [...set.slice(2), ...next(2)]]);
    const held = search(sets);
    expect(held.pairs).toHaveLength(60);
    expect(search(sets, { memoryBytes: 256 }).pairs).toEqual(held.pairs);
  });

  it("does not follow chains: A~B and B~C are pairs, A~C is none", () => {
    const all = Array.from({ length: 110 }, (_, index) => index * 7919 + 1);
    const { pairs } = search([all.slice(0, 90), all.slice(10, 100), all.slice(20, 110)]);
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it("does not take strangers for alike because of a template that most records share", () => {
    const next = source(4);
    const template = next(200);
    const { pairs, search: counts } = search(Array.from({ length: 300 }, () => [...template, ...next(10)]));
    expect(pairs).toEqual([]);
    expect(counts.boilerplate).toBeGreaterThanOrEqual(190);
  });

  it.each([
    ["none are alike", (next: (count: number) => number[]) => next(20)],
    ["all hold the same", () => [1, 2, 3, 4, 5]],
    ["all are empty", () => []],
  ])("lives when %s", (_name, make) => {
    const next = source(6);
    expect(() => search(Array.from({ length: 200 }, () => make(next)))).not.toThrow();
  });

  it("finds the copies among families of one template each, and is sure that there are no more", () => {
    // 100 shared and 7 of their own: two of a family share 100 of 114, which is 0.88.
    const next = source(8);
    const templates = [next(100), next(100), next(100)];
    const sets = Array.from({ length: 3000 }, (_, index) => [...(templates[index % 3] ?? []), ...next(7)]);
    // Copies that keep five of their own: 105 of 109.
    const copies = [5, 1000, 2001].map((index) => [...(sets[index] ?? []).slice(0, 105), ...next(2)]);
    const { pairs, search: counts } = search([...sets, ...copies], { threshold: 0.9 });
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([
      [5, 3000],
      [1000, 3001],
      [2001, 3002],
    ]);
    expect(counts.capped).toBe(0);
  });

  it.each([1, 2, 3])("holds together what is alike in crowds of one template and optional parts (%i)", (seed) => {
    const next = source(seed);
    const random = seededRandom(seed + 100);
    const base = next(62);
    const parts = Array.from({ length: 8 }, () => next(8));
    const crowd: number[][] = [];
    while (crowd.length < 5000) {
      const chosen = [...base, ...parts.filter(() => random() < 0.5).flat()];
      const copies = random() < 0.7 ? 1 : 1 + Math.floor(random() * random() * 150);
      for (let copy = 0; copy < copies; copy += 1) {
        const edits = 3 * Math.floor(random() * 3);
        const at = Math.floor(random() * (chosen.length - edits));
        crowd.push([...chosen.slice(0, at), ...chosen.slice(at + edits), ...next(edits + 3)]);
      }
    }
    const strangers = Array.from({ length: crowd.length + 500 }, () => next(60));
    const sets = new UnionFind(crowd.length);
    for (const { a, b } of search([...crowd, ...strangers]).pairs) sets.join(a, b);
    const sorted = crowd.map((set) => Uint32Array.from(set).sort());
    const none = new Uint32Array();
    let alike = 0;
    let parted = 0;
    for (let trial = 0; trial < 200_000; trial += 1) {
      const [a, b] = [Math.floor(random() * crowd.length), Math.floor(random() * crowd.length)];
      if (a === b || jaccard(sorted[a] ?? none, sorted[b] ?? none) < 0.8) continue;
      alike += 1;
      if (sets.find(a) !== sets.find(b)) parted += 1;
    }
    expect(alike).toBeGreaterThan(1000);
    // Signatures propose, so a pair in some thousands may be missed; leaders and rare shingles alone missed half of them.
    expect(parted).toBeLessThan(alike / 1000);
  });

  it("leaves one of thousands of near-copies, however many resemble each other", () => {
    // 95 shared and 5 of their own: 95 of 105 for any two.
    const next = source(9);
    const shared = next(95);
    const family = Array.from({ length: 1000 }, () => [...shared, ...next(5)]);
    const strangers = Array.from({ length: 1500 }, () => next(40));
    const sets = [...strangers.slice(0, 10), ...family, ...strangers.slice(10)];
    const found = search(sets);
    const { near } = findRepeats(found, Uint32Array.from(sets.keys()), 0.8);
    expect([...near.keys()]).toEqual(Array.from({ length: 999 }, (_, index) => 11 + index));
    expect(new Set([...near.values()].map(({ a }) => a))).toEqual(new Set([10]));
  });

  it.each([
    ["one template", 1],
    ["three templates", 3],
    ["one template in a third of them", -3],
  ])("compares a number of pairs that grows with the records, not with their square: %s", (_name, templates) => {
    const compared = [4000, 16_000].map((count) => {
      const next = source(7);
      const bodies = Array.from({ length: Math.abs(templates) }, () => next(60));
      const sets = Array.from({ length: count }, (_, index) => {
        const body = templates < 0 && index % 3 !== 0 ? next(60) : (bodies[index % bodies.length] ?? []);
        return [...body, ...next(6)];
      });
      return search(sets).search.compared;
    });
    expect(compared[1]).toBeLessThan(6 * Math.max(4000, compared[0] ?? 0));
  });
});

describe("ShingleBuilder", () => {
  const shingles = (text: string, speaker: "user" | "assistant" = "user"): number[] => {
    const builder = new ShingleBuilder();
    builder.begin();
    builder.add(text, speaker);
    return [...builder.end()].sort((left, right) => left - right);
  };

  it("cuts prose into three words, case and punctuation aside", () => {
    expect(shingles("One two, three four")).toHaveLength(2);
    expect(shingles("one TWO three; four!")).toEqual(shingles("One two, three four"));
  });

  it("makes one shingle of a text that is shorter", () => {
    expect(shingles("hello there")).toHaveLength(1);
    expect(shingles("hello there")).not.toEqual(shingles("hello"));
    expect(shingles("")).toEqual([]);
  });

  it("reads code by tokens: spacing and comments do not count, case does", () => {
    const code = (body: string): number[] => shingles(`\`\`\`sourcepawn\n${body}\n\`\`\``, "assistant");
    expect(code("Foo( 1 );  // why\n/* x */ Bar(2);")).toEqual(code("Foo(1);\nBar(2);"));
    expect(code("foo(1); Bar(2);")).not.toEqual(code("Foo(1); Bar(2);"));
  });

  it("tells the user's shingles from the assistant's", () => {
    expect(shingles("a b c").every((shingle) => shingle < ASSISTANT_SHINGLES)).toBe(true);
    expect(shingles("a b c", "assistant").every((shingle) => shingle >= ASSISTANT_SHINGLES)).toBe(true);
  });

  it("reads scripts without spaces character by character", () => {
    expect(shingles("次のプラグインを書いて")).toHaveLength(9);
  });
});
