import { describe, expect, it } from "@jest/globals";
import { describeLeak, findLeaks } from "./find-leaks.ts";
import { jaccard } from "../shingles/jaccard.ts";
import type { RecordTable } from "../records/record-table.ts";
import { chat, seededRandom, someWords } from "../testing/chat-lines.ts";
import { tableOf } from "../testing/some-units.ts";

it.each([0.8, 0.5])(
  "proposes every question that is alike from %d up, as comparing each with each does",
  async (threshold) => {
    const random = seededRandom(11);
    const template = someWords(random, 40);
    const questions = Array.from({ length: 60 }, () => someWords(random, 30 + Math.floor(random() * 60)));
    const others = await tableOf(
      questions.map((question) => chat(`${template} ${question}`, someWords(random, 20))),
      { near: true },
    );
    const edited = questions.map((question) => {
      const kept = question.split(" ");
      kept.splice(0, Math.floor(random() * kept.length * 0.3), someWords(random, 5));
      return kept.join(" ");
    });
    const table = await tableOf(
      edited.map((question) => chat(`${template} ${question}`, someWords(random, 20))),
      { near: true },
    );
    const holders = new Map<number, number>();
    for (let other = 0; other < others.length; other += 1) {
      for (const shingle of others.shingles.read(other)) holders.set(shingle, (holders.get(shingle) ?? 0) + 1);
    }
    // The template's shingles stand in all of the others, so they say nothing.
    const usersOf = (from: RecordTable, record: number): Uint32Array =>
      from.shingles
        .read(record)
        .slice()
        .sort()
        .filter((shingle) => shingle < 2 ** 31 && (holders.get(shingle) ?? 0) < 30);
    const expected: number[] = [];
    for (let record = 0; record < table.length; record += 1) {
      const scores = questions.map((_, other) => jaccard(usersOf(table, record), usersOf(others, other)));
      if (Math.max(...scores) >= threshold) expected.push(record);
    }
    expect(expected.length).toBeGreaterThan(10);
    const found = findLeaks(table, others, { threshold });
    expect(found.map(({ record }) => record)).toEqual(expected);
  },
);

describe("findLeaks(), what it names", () => {
  const random = seededRandom(12);
  const words = someWords(random, 60).split(" ");
  const answer = (): string => someWords(random, 60);
  /** The question with so many other words at its beginning. */
  const edited = (count: number): string => [...someWords(random, count).split(" "), ...words.slice(count)].join(" ");
  const question = words.join(" ");
  const sameAnswer = answer();
  const others = [
    chat("a plain question", "and its answer"),
    chat("a plain question", "and its answer"),
    chat(edited(6), answer()),
    chat(edited(2), answer()),
    chat("something else entirely", sameAnswer),
    JSON.stringify({ messages: [{ role: "assistant", content: "no question here" }] }),
  ];

  // Of 58 shingles of the question two other words at its beginning change two: 56 of 60 are shared.
  it.each<[string, string, object | undefined]>([
    ["the same record, the first of those that are equal", others[0] ?? "", { against: 0, kind: "exact", score: 1 }],
    ["the same question", chat("a plain question", "and another"), { against: 0, kind: "prompt", score: 1 }],
    ["the nearest question", chat(question, answer()), { against: 3, kind: "near-prompt", score: 56 / 60 }],
    ["one answer behind another question", chat("what was it", sameAnswer), { against: 4, kind: "near", score: 1 }],
    ["nothing of a stranger", chat(answer(), answer()), undefined],
    [
      "nothing of two that ask nothing",
      JSON.stringify({ messages: [{ role: "assistant", content: "none here either" }] }),
      undefined,
    ],
  ])("names %s", async (_name, line, leak) => {
    const found = findLeaks(await tableOf([line], { near: true }), await tableOf(others, { near: true }), {
      threshold: 0.8,
    });
    expect(found).toEqual(leak === undefined ? [] : [{ record: 0, ...leak }]);
  });

  it("names a near-copy of an answer behind questions that are longer than it", async () => {
    const told = answer().split(" ");
    const asked = (): string => someWords(random, 400);
    // Two other words at its end change two of 58 shingles: 56 of 60 are shared.
    const changed = [...told.slice(0, 58), "other", "end"].join(" ");
    const found = findLeaks(
      await tableOf([chat(asked(), changed)], { near: true }),
      await tableOf([chat(asked(), told.join(" "))], { near: true }),
      { threshold: 0.8 },
    );
    expect(found).toEqual([{ record: 0, against: 0, kind: "near", score: 56 / 60 }]);
  });

  it("takes a question at the threshold, and none below it", async () => {
    const [table, asked] = [
      await tableOf([chat(question, answer())], { near: true }),
      await tableOf([chat(edited(2), answer())], { near: true }),
    ];
    expect(findLeaks(table, asked, { threshold: 56 / 60 })).toHaveLength(1);
    expect(findLeaks(table, asked, { threshold: 57 / 60 })).toEqual([]);
  });

  it("is put into words with the places of both, and a score of four decimals", async () => {
    const [table, asked] = [await tableOf([chat("q", "a")]), await tableOf([chat("x", "y"), chat("q", "a")])];
    const leak = { record: 0, against: 1, kind: "near", score: 2 / 3 } as const;
    expect(describeLeak(leak, { table, others: asked, side: "validation", dropped: true })).toEqual({
      ...table.placeOf(0),
      side: "validation",
      kind: "near",
      against: { file: "data.jsonl", line: 2 },
      score: 0.6667,
      dropped: true,
    });
  });

  it("ends when it is told to", async () => {
    const table = await tableOf(others, { near: true });
    const signal = AbortSignal.abort(new Error("enough"));
    expect(() => findLeaks(table, table, { threshold: 0.8, signal })).toThrow("enough");
  });
});
