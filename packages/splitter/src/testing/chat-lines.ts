import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A record with one question and one answer, as a line without its end. */
export function chat(user: string, assistant: string, more: object = {}): string {
  const messages = [
    { role: "user", content: user },
    { role: "assistant", content: assistant },
  ];
  return JSON.stringify({ messages, ...more });
}

/** Numbers between 0 and 1 that are the same on every run: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words that are not alike from one call to the next. */
export function someWords(random: () => number, count: number): string {
  return Array.from({ length: count }, () => `w${Math.floor(random() * 5000).toString(36)}`).join(" ");
}

/** Records that have nothing in common. */
export function strangers(count: number, seed = 1): string[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => chat(someWords(random, 12), someWords(random, 30)));
}

/** A folder for one test file. */
export class TestFolder {
  #path = "";

  async open(): Promise<void> {
    this.#path = await mkdtemp(join(tmpdir(), "tunewright-splitter-"));
  }

  async close(): Promise<void> {
    await rm(this.#path, { recursive: true });
  }

  at(name: string): string {
    return join(this.#path, name);
  }

  /** Writes lines, each with its end. */
  async write(name: string, lines: readonly string[]): Promise<string> {
    await writeFile(this.at(name), lines.map((line) => `${line}\n`).join(""));
    return this.at(name);
  }
}
