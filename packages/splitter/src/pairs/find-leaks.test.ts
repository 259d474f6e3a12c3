import { expect, it } from "@jest/globals";
import { findLeaks } from "./find-leaks.ts";
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
