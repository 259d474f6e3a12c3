import { distance } from "fastest-levenshtein";

/** A known name and how near it is, from 0 to 1. */
export interface NearName {
  readonly name: string;
  /** How near it is, from 0 to 1, where 1 is the same name. */
  readonly score: number;
}

/** A name, its lower case and its words. */
interface SplitName {
  readonly name: string;
  readonly lower: string;
  readonly words: ReadonlySet<string>;
}

/** Names less alike than this are no suggestion. */
const LEAST_SCORE = 0.38;
/** Words that say next to nothing about what a name does. */
const lightWords: ReadonlySet<string> = new Set([
  "get",
  "set",
  "is",
  "the",
  "m",
  "i",
  "fl",
  "b",
  "h",
  "sz",
  "player",
  "client",
]);

/** A name with one of these is not what a name with the other means. */
const opposites: ReadonlyMap<string, string> = new Map(
  "get set,add remove,hook unhook,start end,start stop,open close,enable disable,create delete,left entered"
    .split(",")
    .flatMap((pair) => {
      const [one = "", other = ""] = pair.split(" ");
      return [
        [one, other],
        [other, one],
      ] as const;
    }),
);

/** Finds the names of a list that are nearest to a name. The list is split into words once. */
export class NearestNames {
  readonly #names: readonly SplitName[];

  constructor(names: Iterable<string>) {
    this.#names = Array.from(names, splitName);
  }

  /**
   * The nearest names, best first; equal ones in order of the alphabet.
   *
   * Half of the score is the edit distance without regard to case, half the words that both have: `RandomFloat` is near
   * `GetRandomFloat`, and `smoker_tongue_grab` near `tongue_grab`.
   */
  find(name: string, limit = 3): NearName[] {
    const wanted = splitName(name);
    const found: NearName[] = [];
    for (const candidate of this.#names) {
      const score = compare(wanted, candidate);
      if (score >= LEAST_SCORE) found.push({ name: candidate.name, score });
    }
    found.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
    return found.slice(0, limit).map((near) => ({ name: near.name, score: Math.round(near.score * 1000) / 1000 }));
  }
}

function compare(wanted: SplitName, candidate: SplitName): number {
  const shared = weigh(wanted.words, candidate.words);
  const longest = Math.max(wanted.lower.length, candidate.lower.length);
  const shortest = Math.min(wanted.lower.length, candidate.lower.length);
  // Even a perfect half cannot lift what is too unlike in the other.
  if (shared === 0 && shortest / longest < LEAST_SCORE) return 0;
  const letters = 1 - distance(wanted.lower, candidate.lower) / longest;
  const inside = candidate.lower.includes(wanted.lower) || wanted.lower.includes(candidate.lower) ? 0.15 : 0;
  // The last words say what a name is: `lunge_pounce` is a pounce, `pounce_end` an end.
  const atEnd = candidate.lower.endsWith(wanted.lower) || wanted.lower.endsWith(candidate.lower) ? 0.1 : 0;
  return (
    Math.min(1, Math.max(letters, (letters + shared) / 2) + inside + atEnd) -
    contradiction(wanted.words, candidate.words)
  );
}

function contradiction(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  for (const word of a)
    if (!b.has(word) && b.has(opposites.get(word) ?? "") && !a.has(opposites.get(word) ?? "")) return 0.25;
  return 0;
}

/** Shared words over all words (Jaccard), light words counting half. */
function weigh(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  let all = 0;
  for (const word of a) {
    const weight = lightWords.has(word) ? 0.5 : 1;
    all += weight;
    if (b.has(word)) shared += weight;
  }
  for (const word of b) if (!a.has(word)) all += lightWords.has(word) ? 0.5 : 1;
  return all === 0 ? 0 : shared / all;
}

function splitName(name: string): SplitName {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return { name, lower: name.toLowerCase(), words: new Set(words.map((word) => word.toLowerCase())) };
}
