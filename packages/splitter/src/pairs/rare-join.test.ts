import { expect, it } from "@jest/globals";
import { similarity } from "../shingles/jaccard.ts";
import { RareJoin } from "./rare-join.ts";
import { ASSISTANT_SHINGLES } from "../records/speaker.ts";
import { seededRandom } from "../testing/chat-lines.ts";

it.each([0.7, 0.8, 0.9])("visits every partner from %d up of a record that it is sure of", (threshold) => {
  const random = seededRandom(3);
  const draw = (count: number, from = 0): number[] =>
    Array.from({ length: count }, () => from + Math.floor(random() * 100_000) * 7);
  const templates = [draw(60), draw(40, ASSISTANT_SHINGLES), [...draw(30), ...draw(30, ASSISTANT_SHINGLES)]];
  const sets: Uint32Array[] = [];
  while (sets.length < 600) {
    const template = templates[sets.length % 3] ?? [];
    const own = [...draw(Math.floor(random() * 20)), ...draw(Math.floor(random() * 40), ASSISTANT_SHINGLES)];
    sets.push(Uint32Array.from(new Set([...template, ...own])).sort());
    // And some that repeat a part of the last one.
    const part = own.filter(() => random() < 0.8);
    if (random() < 0.5) sets.push(Uint32Array.from(new Set([...template, ...part, ...draw(3)])).sort());
  }
  const join = new RareJoin({
    walk: (visit) => sets.forEach((set, place) => visit(place, set)),
    sizes: Uint32Array.from(sets, (set) => set.length),
  });
  const smallest = Math.min(...sets.map((set) => set.length));
  let sure = 0;
  let partners = 0;
  for (const [place, set] of sets.entries()) {
    const visited = new Set<number>();
    const visit = (partner: number): unknown => visited.add(partner);
    if (join.query({ place, shingles: set, threshold, smallest, visit })) continue;
    sure += 1;
    for (const [other, otherSet] of sets.entries()) {
      if (other === place || similarity(set, otherSet) < threshold) continue;
      partners += 1;
      expect(visited).toContain(other);
    }
  }
  expect(sure).toBeGreaterThan(10);
  expect(partners).toBeGreaterThan(10);
});
