import { describe, expect, it } from "@jest/globals";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { Conversation, type ConversationText } from "./conversation.ts";

const definition = "stock int Roll(int low)\n{\n\treturn low;\n}";

function conversation(
  texts: readonly Partial<ConversationText & { readonly content: string }>[],
  source = "",
): Conversation {
  const all = texts.map(
    ({ content = "", ...text }): ConversationText => ({
      role: "assistant",
      kind: "text",
      length: content.length,
      holds: (name) => content.includes(name),
      matches: (pattern) => pattern.test(content),
      decode: () => content,
      ...text,
    }),
  );
  return new Conversation(all, () => source, [createSourcePawnAdapter()]);
}

describe("isDefinedElsewhere()", () => {
  it("asks every text but the one it is asked for", () => {
    const texts = conversation([{ content: definition }, { content: "Use it." }, { content: "int x = Roll(1);" }]);
    expect([0, 1, 2].map((index) => texts.around(index).isDefinedElsewhere("Roll"))).toEqual([false, true, true]);
    const last = conversation([{ content: "Use it." }, { content: definition }]);
    expect(last.around(0).isDefinedElsewhere("Roll")).toBe(true);
    expect(last.around(0).isDefinedElsewhere("Toss")).toBe(false);
  });

  it("reads a text once, and only where the name stands in it", () => {
    let read = 0;
    const decode = (): string => {
      read += 1;
      return definition;
    };
    const texts = conversation([{}, { decode, holds: (name) => name !== "Toss" }]);
    expect(texts.around(0).isDefinedElsewhere("Toss")).toBe(false);
    expect(read).toBe(0);
    expect([texts.around(0).isDefinedElsewhere("Roll"), texts.around(0).isDefinedElsewhere("Roll")]).toEqual([
      true,
      true,
    ]);
    expect(read).toBe(1);
  });

  it.each([
    ["the arguments of a tool call", JSON.stringify({ path: "a.sp", text: definition }), true],
    ["arguments that are no JSON", `{"text": ${JSON.stringify(definition)}`, false],
    ["arguments that only call it", JSON.stringify({ text: "int x = Roll(1);" }), false],
  ])("reads %s", (_what, content, isDefined) => {
    expect(
      conversation([{}, { kind: "arguments", content }])
        .around(0)
        .isDefinedElsewhere("Roll"),
    ).toBe(isDefined);
  });
});

describe("isQuoted()", () => {
  const quoted = (...texts: readonly Partial<ConversationText & { readonly content: string }>[]): boolean =>
    conversation([{ content: "```\nRoll(1);\n```" }, ...texts])
      .around(0)
      .isQuoted("\nRoll(1);\n");

  it.each([
    ["in what another said", { role: "user", content: "Why does Roll(1); fail?" }, true],
    ["as all that another said", { role: "user", content: "Roll(1);" }, true],
    ["only in what the same one said", { role: "assistant", content: "Roll(1);" }, false],
    ["only in the arguments of a call", { role: "user", kind: "arguments", content: "Roll(1);" }, false],
    ["nowhere", { role: "user", content: "Why does Roll( 1 ); fail?" }, false],
    ["not in what is too short to hold it", { role: "user", length: 7, content: "Roll(1);" }, false],
  ] as const)("is asked of code that stands %s", (_where, text, isQuoted) => {
    expect(quoted(text)).toBe(isQuoted);
    expect(quoted({ content: "Roll(1);" }, text, { role: "user", content: "Thanks." })).toBe(isQuoted);
  });
});

describe("includesElsewhere()", () => {
  it("reads the record once", () => {
    let read = 0;
    const source = (): string => {
      read += 1;
      return '{"content":"#include <sdktools>"}';
    };
    const texts = new Conversation([], source, []);
    expect([texts.around(0).includesElsewhere(), texts.around(1).includesElsewhere()]).toEqual([
      ["sdktools"],
      ["sdktools"],
    ]);
    expect(read).toBe(1);
  });
});
