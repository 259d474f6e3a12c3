/** Options for {@link sampleLines}. */
export interface SampleLinesOptions {
  /** Number of the first example; examples of different numbers differ. */
  readonly from?: number;
}

const topics = ["tank", "witch", "hunter", "smoker", "boomer", "charger", "jockey", "spitter", "saferoom", "finale"];

/** Lines of a small chat dataset, each with a prompt of its own and a text that repeats what all of them share. */
export function sampleLines(count: number, { from = 0 }: SampleLinesOptions = {}): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const topic = topics[number % topics.length] ?? "";
    return JSON.stringify({
      messages: [
        { role: "system", content: "You write plugins." },
        { role: "user", content: `Write plugin ${number} about the ${topic}` },
        {
          role: "assistant",
          content: `public void OnPluginStart()\n{\n    HookEvent("${topic}_spawn", Event_${number});\n}\n`,
        },
      ],
    });
  });
}

/** A file as the SDK uploads it. */
export function jsonlFile(lines: readonly string[], name = "train.jsonl"): File {
  return new File([`${lines.join("\n")}\n`], name);
}
