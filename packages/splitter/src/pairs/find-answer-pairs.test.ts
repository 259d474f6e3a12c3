import { describe, expect, it } from "@jest/globals";
import { type FoundPairs, findPairs } from "./find-pairs.ts";
import { jaccard } from "../shingles/jaccard.ts";
import { ASSISTANT_SHINGLES } from "../records/speaker.ts";
import { ShingleStore } from "../shingles/shingle-store.ts";
import { seededRandom } from "../testing/chat-lines.ts";

/** Shingles of a question and of an answer. */
interface Asked {
  readonly question: readonly number[];
  readonly answer: readonly number[];
}

function search(records: readonly Asked[], { memoryBytes }: { memoryBytes?: number } = {}): FoundPairs {
  using store = new ShingleStore(memoryBytes === undefined ? {} : { memoryBytes });
  for (const { question, answer } of records) {
    store.append(Uint32Array.of(question.length + answer.length), Uint32Array.from([...question, ...answer]));
  }
  return findPairs(store, Uint32Array.from(records.keys()), { threshold: 0.8, floor: 0.64 });
}

const random = seededRandom(91);
const asks = (count: number): number[] => Array.from({ length: count }, () => Math.floor(random() * 0x7fffffff) + 1);
const answers = (count: number): number[] => asks(count).map((shingle) => shingle + ASSISTANT_SHINGLES);

/** Another answer that has so many of its shingles exchanged. */
const edited = (answer: readonly number[], count: number): number[] => [...answer.slice(count), ...answers(count)];

describe("findPairs(), near-copies of answers behind long questions", () => {
  it("finds all of them, as comparing each with each does, in memory and on disk", () => {
    const records: Asked[] = [];
    for (let index = 0; index < 150; index += 1) {
      const answer = answers(25 + Math.floor(random() * 120));
      const changed = Math.floor(random() * answer.length * 0.2);
      // Each question is at least half as long as its answer, up to six times as long.
      const question = (): number[] => asks(Math.ceil(answer.length * (0.5 + random() * 5.5)));
      records.push({ question: question(), answer });
      records.push({ question: question(), answer: edited(answer, changed) });
    }
    const sorted = records.map(({ answer }) => Uint32Array.from(answer).sort());
    const expected: { a: number; b: number; score: number }[] = [];
    for (let b = 0; b < records.length; b += 1) {
      for (let a = 0; a < b; a += 1) {
        const score = jaccard(sorted[a] ?? new Uint32Array(), sorted[b] ?? new Uint32Array());
        if (score >= 0.8) expected.push({ a, b, score });
      }
    }
    expect(expected.length).toBeGreaterThan(70);
    const found = search(records);
    expect(found.pairs.filter(({ score }) => score >= 0.8)).toEqual(expected);
    expect(found.bins.reduce((sum, count) => sum + count, 0)).toBe(found.search.compared);
    expect(search(records, { memoryBytes: 4096 })).toEqual(found);
  });

  it("finds a partner whose own question is short, or that has none", () => {
    const answer = answers(100);
    const records = [
      { question: asks(900), answer },
      { question: asks(3), answer: edited(answer, 2) },
      { question: [], answer: edited(answer, 3) },
    ];
    // 98 of 102, 97 of 103, and 97 of 103 again, since the third changes one more of the same.
    expect(search(records).pairs.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  it("scores a pair by the whole where the whole is more alike than the answers", () => {
    const question = asks(300);
    const answer = answers(100);
    const found = search([
      { question, answer },
      { question, answer: edited(answer, 10) },
    ]);
    // 390 shared of 410; the answers alone have 90 of 110.
    expect(found.pairs).toEqual([{ a: 0, b: 1, score: 390 / 410 }]);
  });

  it("says nothing of answers that are too short to tell", () => {
    const answer = answers(19);
    expect(search([asks(60), asks(70)].map((question) => ({ question, answer }))).pairs).toEqual([]);
  });

  it.each([
    [50, 50],
    [51, 0],
  ])("ties %d records that give one answer behind long questions: %d are tied", (count, tied) => {
    const answer = answers(60);
    const records = Array.from({ length: count }, () => ({ question: asks(200), answer: edited(answer, 2) }));
    const { pairs, search: told } = search([
      ...records,
      ...Array.from({ length: 60 }, () => ({ question: asks(40), answer: answers(40) })),
    ]);
    expect(new Set(pairs.flatMap(({ a, b }) => [a, b])).size).toBe(tied);
    // What is not tied, though near-copies of it may end on both sides, is counted.
    expect(told.capped).toBe(count - tied);
  });

  it("does not compare more than before where every question is short", () => {
    const answer = answers(200);
    const records = [asks(5), asks(5)].map((question) => ({ question, answer }));
    expect(search(records)).toMatchObject({ pairs: [{ a: 0, b: 1, score: 1 }], search: { compared: 1 } });
  });

  it("compares a number that grows with the records, not with their square", () => {
    const compared = (count: number): number => {
      const base = answers(100);
      const records = Array.from({ length: count }, () => ({ question: asks(150), answer: edited(base, 70) }));
      return search(records).search.compared;
    };
    expect(compared(4000)).toBeLessThan(compared(1000) * 6 + 4000);
  });
});
