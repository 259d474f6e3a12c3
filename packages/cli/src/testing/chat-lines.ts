/** A chat record of one question and its answer, as a line of JSONL. */
export function chat(user: string, assistant: string): string {
  return JSON.stringify({
    messages: [
      { role: "user", content: user },
      { role: "assistant", content: assistant },
    ],
  });
}

/** Twenty records that are no near-duplicates of each other. */
export const lines: readonly string[] = Array.from({ length: 20 }, (_, index) =>
  chat(`question ${index} of its own`, `answer ${index * 7} here`),
);
