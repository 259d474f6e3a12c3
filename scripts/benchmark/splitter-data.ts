/** Shapes of data that a search for near-duplicates meets, each with what it is apt to break. */
export const shapes = {
  /** Short questions and answers that have nothing in common. */
  short: "short strangers",
  /** Answers of fifty lines of code. */
  code: "plugins of fifty lines",
  /** One record again and again: every bucket holds everything. */
  same: "one record repeated",
  /** A long preamble that all share: signatures take strangers for alike. */
  template: "one template in all",
  /** The same in a third of the records each, too few to be told as boilerplate. */
  templates: "three templates",
} as const;

/** A shape of data. */
export type Shape = keyof typeof shapes;

/** Makes the lines of a shape, the same on every run. */
export function* makeLines(shape: Shape, count: number): Generator<string> {
  const random = seededRandom(1);
  const word = (): string => `w${Math.floor(random() * 3000).toString(36)}x`;
  const words = (length: number): string => Array.from({ length }, word).join(" ");
  const templates = [words(200), words(200), words(200)];
  for (let index = 0; index < count; index += 1) {
    if (shape === "same") yield chat("the same question for all", "the same answer for all of them");
    else if (shape === "short") yield chat(words(12), words(20));
    else if (shape === "code") {
      const body = Array.from({ length: 50 }, () => `    ${word()}(client, "${word()}", ${index % 99}.0);\n`).join("");
      yield chat(words(30), `\`\`\`sourcepawn\n${body}\`\`\`\n${words(20)}`);
    } else {
      const template = templates[shape === "template" ? 0 : index % 3] ?? "";
      yield chat(`${template} ${words(12)}`, words(12));
    }
  }
}

function chat(user: string, assistant: string): string {
  const messages = [
    { role: "system", content: "You are an expert." },
    { role: "user", content: user },
    { role: "assistant", content: assistant },
  ];
  return JSON.stringify({ messages });
}

function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 16_777_216;
  };
}
