import { describe, expect, it } from "@jest/globals";
import { type Rule, rulePackSchema, type RulePackInput } from "@tunewright/schema";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { checkExamples, exampleMessage, fenceOf } from "./check-examples.ts";

type RuleInput = RulePackInput["rules"][number];

const languages = [createSourcePawnAdapter()];

function rule(examples: RuleInput["examples"], more: Partial<RuleInput> = {}): Rule {
  const input = { id: "a", message: "m", match: { kind: "call", name: "Roll" } as const, examples, ...more };
  const [first] = rulePackSchema.parse({ version: 1, pack: "test", rules: [input] }).rules;
  if (first === undefined) throw new Error("A pack has at least one rule.");
  return first;
}
const outcomes = (examples: RuleInput["examples"], more?: Partial<RuleInput>): string[] =>
  checkExamples(rule(examples, more), "sourcepawn", { languages }).map(({ example, outcome, detail = "" }) =>
    `${example} ${outcome} ${detail}`.trim(),
  );

describe("checkExamples()", () => {
  it("tells of each example of a rule with a fix how it came out", () => {
    expect(
      outcomes(
        [
          { before: "Roll();", after: "GetRoll();" },
          { before: "Roll(1);", after: "GetRoll(2);" },
          { before: "Toss();", after: "GetRoll();" },
          { keep: "Toss();" },
          { keep: "Roll();" },
          { report: "Roll();" },
        ],
        { fix: "GetRoll" },
      ),
    ).toEqual([
      "0 fixed",
      '1 missing it became "GetRoll(1);"',
      "2 missing the text did not change",
      "3 kept",
      "4 noisy Roll was changed",
      "5 noisy the text was changed",
    ]);
  });

  it("tells of each example of a rule that only reports how it came out", () => {
    expect(outcomes([{ report: "Roll();" }, { report: "Toss();" }, { keep: "Toss();" }, { keep: "Roll();" }])).toEqual([
      "0 fixed",
      "1 missing nothing was reported",
      "2 kept",
      "3 noisy Roll was reported",
    ]);
  });

  it("takes what is only doubtful for kept", () => {
    expect(outcomes([{ keep: "Roll(); // wrong" }], { fix: "GetRoll" })).toEqual(["0 kept"]);
  });

  it("reads a whole message where the example says so, also one with code that is none of its language", () => {
    const message = (name: string): string => `Use it:\n\n\`\`\`sourcepawn\n${name}();\n\`\`\`\n`;
    const examples = [
      { before: message("Roll"), after: message("GetRoll"), as: "message" },
      { keep: "```python\nRoll()\n```", as: "message" },
    ] as const;
    expect(outcomes([...examples], { fix: "GetRoll" })).toEqual(["0 fixed", "1 kept"]);
  });

  it("speaks in the first role that the rule is for, and rewrites what is only deprecated", () => {
    const more = { fix: "GetRoll", deprecated: true, scope: { roles: ["user" as const, "system" as const] } };
    expect(outcomes([{ before: "Roll();", after: "GetRoll();" }], more)).toEqual(["0 fixed"]);
  });
});

describe("exampleMessage()", () => {
  it("puts code into a fence that ends on a line of its own", () => {
    expect(exampleMessage("a", "code", "sp")).toBe("```sp\na\n```\n");
    expect(exampleMessage("a\n", "code", "sp")).toBe("```sp\na\n```\n");
    expect(exampleMessage("a", "message", "sp")).toBe("a");
  });
});

describe("fenceOf()", () => {
  it("is the first info string of a language, or its name", () => {
    expect(fenceOf("sourcepawn", languages)).toBe("sourcepawn");
    expect(fenceOf("sourcepawn", [{ ...languages[0], id: "pawn", fences: ["p"] } as never, ...languages])).toBe(
      "sourcepawn",
    );
    expect(fenceOf("toy", languages)).toBe("toy");
  });
});
