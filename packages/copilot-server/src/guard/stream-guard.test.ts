import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { wordGuard } from "../testing/word-guard.ts";
import type { ChunkChoice, CompletionChunk } from "../wire/completion.ts";
import { CompletionStreamGuard } from "./stream-guard.ts";

const chunk = (...choices: Partial<ChunkChoice>[]): CompletionChunk => ({
  id: "c",
  choices: choices.map((choice) => ({ index: 0, delta: {}, finish_reason: null, ...choice })),
});

function textOf(chunks: readonly CompletionChunk[], index: number): string {
  return chunks
    .flatMap(({ choices }) => choices.filter((choice) => choice.index === index))
    .map(({ delta }) => delta.content ?? "")
    .join("");
}

describe("CompletionStreamGuard", () => {
  it("gives each choice the text that it would have as a whole, however the choices are mixed", () => {
    const pieces = fc.array(
      fc.record({ index: fc.integer({ min: 0, max: 2 }), text: fc.constantFrom("Wro", "ng", " ", "Wrong", "é", ".") }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const guard = new CompletionStreamGuard(wordGuard(), "repair");
        const out = parts.flatMap(({ index, text }) => guard.push(chunk({ index, delta: { content: text } })));
        for (const index of [0, 1, 2]) out.push(...guard.push(chunk({ index, finish_reason: "stop" })));
        for (const index of [0, 1, 2]) {
          const whole = parts.filter((part) => part.index === index).map(({ text }) => text);
          expect(textOf(out, index)).toBe(wordGuard().repair(whole.join("")).text);
        }
        expect(guard.isComplete).toBe(true);
      }),
    );
  });

  it("sends what is held back before the chunk with the reason, which carries the findings", () => {
    const guard = new CompletionStreamGuard(wordGuard(), "repair");
    expect(guard.push(chunk({ delta: { content: "Wrong" } }))).toEqual([]);
    expect(guard.push(chunk({ finish_reason: "stop" }))).toEqual([
      chunk({ delta: { content: "Right" } }),
      {
        ...chunk({ finish_reason: "stop" }),
        tunewright: {
          guard: "repair",
          findings: [
            { action: "repaired", rule: "right-word", severity: "error", name: "Wrong", fix: "Right", choice: 0 },
          ],
        },
      },
    ]);
  });

  it("passes tool calls and unknown fields as they came, also where text is held back", () => {
    const guard = new CompletionStreamGuard(wordGuard(), "repair");
    const calls = [{ index: 0, id: "call", function: { name: "f", arguments: '{"a":"Wrong"}' } }];
    expect(guard.push(chunk({ delta: { content: "Wro", tool_calls: calls, note: 1 }, logprobs: null }))).toEqual([
      chunk({ delta: { content: "", tool_calls: calls, note: 1 }, logprobs: null }),
    ]);
  });

  it("sends counts and log probabilities at once, also where all text is held back", () => {
    const guard = new CompletionStreamGuard(wordGuard(), "repair");
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    const logprobs = { content: [{ token: "Wro" }] };
    expect(guard.push({ ...chunk({ delta: { content: "Wro" } }), usage })).toEqual([{ ...chunk(), usage }]);
    expect(guard.push(chunk({ delta: { content: "ng" }, logprobs }))).toEqual([
      chunk({ delta: { content: "" }, logprobs }),
    ]);
  });

  it.each(["mark", "off"] as const)("changes no text when it is set to %s", (mode) => {
    const guard = new CompletionStreamGuard(wordGuard(), mode);
    const out = [
      ...guard.push(chunk({ delta: { content: "Wrong" } })),
      ...guard.push(chunk({ delta: { content: "!" }, finish_reason: "stop" })),
    ];
    expect(textOf(out, 0)).toBe("Wrong!");
    expect(guard.findings.map(({ action, name }) => [action, name])).toEqual(
      mode === "mark" ? [["reported", "Wrong"]] : [],
    );
  });
});
