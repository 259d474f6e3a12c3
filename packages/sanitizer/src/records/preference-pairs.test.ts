import { describe, expect, it } from "@jest/globals";
import { preferencePairs } from "./preference-pairs.ts";

const user = (content: string) => ({ role: "user", content });
const assistant = (content: string, more = {}) => ({ role: "assistant", content, ...more });
const pairs = (before: unknown, after: unknown) =>
  preferencePairs({ line: 1, before: JSON.stringify(before), after: JSON.stringify(after) });

describe("preferencePairs()", () => {
  it("prefers each repaired answer to the one with the mistake, behind the repaired conversation", () => {
    const [ask, more, wrongOne, rightOne] = [user("One?"), user("Two?"), assistant("Roll"), assistant("GetRoll")];
    expect(
      pairs(
        { messages: [ask, wrongOne, more, assistant("Toss", { weight: 1 })] },
        { messages: [ask, rightOne, more, assistant("Flip", { weight: 1 })] },
      ),
    ).toEqual([
      { input: { messages: [ask] }, preferred_output: [rightOne], non_preferred_output: [wrongOne] },
      {
        input: { messages: [ask, rightOne, more] },
        preferred_output: [assistant("Flip")],
        non_preferred_output: [assistant("Toss")],
      },
    ]);
  });

  it("keeps the tools of the conversation", () => {
    const tools = [{ type: "function", function: { name: "roll", parameters: { type: "object", properties: {} } } }];
    const record = (answer: string) => ({ messages: [user("One?"), assistant(answer)], tools });
    expect(pairs(record("Roll"), record("GetRoll")).map(({ input }) => input)).toEqual([
      { messages: [user("One?")], tools },
    ]);
  });

  it.each([
    ["a repaired message of somebody else", [user("Roll?"), assistant("Yes")], [user("GetRoll?"), assistant("Yes")]],
    ["an answer with no conversation before it", [assistant("Roll"), user("x")], [assistant("GetRoll"), user("x")]],
  ])("makes none of %s", (_what, before, after) => {
    expect(pairs({ messages: before }, { messages: after })).toEqual([]);
  });

  it("makes none of what is no chat", () => {
    const chat = { messages: [user("One?"), assistant("GetRoll")] };
    expect(pairs({ messages: [{ role: 5 }] }, chat)).toEqual([]);
    expect(pairs(chat, { input: { messages: [] }, preferred_output: [] })).toEqual([]);
  });
});
