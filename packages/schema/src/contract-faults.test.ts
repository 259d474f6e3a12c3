import { describe, expect, it } from "@jest/globals";
import * as z from "zod";
import { configSchema } from "./documents/config.ts";
import { contractFaults } from "./contract-faults.ts";
import { rulePackSchema } from "./documents/rule-pack.ts";

/** `path: message` of each fault; a path ends with `!` where its key is at fault. */
function faults(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return contractFaults(error?.issues ?? [], value).map(
    ({ path, isKey, message }) => `${path.join(".")}${isKey ? "!" : ""}: ${message}`,
  );
}

const rule = { id: "a", message: "M.", match: { kind: "call", name: "X" }, examples: [{ keep: "x" }] };
const ruleFaults = (change: object): string[] =>
  faults(rulePackSchema, { version: 1, pack: "p", rules: [{ ...rule, ...change }] }).map((fault) =>
    fault.replace("rules.0.", ""),
  );

describe("contractFaults()", () => {
  it.each<[string, object, string]>([
    [
      "a key that nobody knows",
      { mesage: "M." },
      "mesage!: there is no such setting here; remove it or correct its name",
    ],
    ["what is missing", { message: undefined }, "message: it is missing; write text"],
    ["what is empty", { message: null }, "message: it is empty; write text"],
    ["a text without a letter", { message: "" }, "message: this is empty; write something, or remove it"],
    ["a number where text belongs", { message: 5 }, "message: text is expected here, not a number; put it in quotes"],
    [
      "a text where a number belongs",
      { priority: "1" },
      "priority: a number is expected here, not text; write it without quotes",
    ],
    ["a fraction where a whole number belongs", { priority: 1.5 }, "priority: a whole number is expected here"],
    [
      "a text where a truth belongs",
      { nowhere: "yes" },
      "nowhere: true or false is expected here, not text; write it without quotes",
    ],
    ["a text where a list belongs", { examples: "x" }, "examples: a list is expected here, not text"],
    ["a list where a map belongs", { scope: [] }, "scope: a map of keys and values is expected here, not a list"],
    ["a list without an item", { examples: [] }, "examples: this list is empty; name at least one"],
    ["a choice", { severity: "high" }, "severity: one of critical, error, warning, info is expected here"],
    ["no web address", { url: "docs" }, "url: this is no web address; begin it with https://"],
    ["words of the contract's own", { id: "A B" }, "id: Use lower case words joined by hyphens"],
    [
      "a value of neither form",
      { fix: 5 },
      "fix: text or a map of keys and values is expected here, not a number; put it in quotes",
    ],
    [
      "the form of the value's kind",
      { fix: { name: 5 } },
      "fix.name: text is expected here, not a number; put it in quotes",
    ],
    [
      "the form with the fewest faults",
      { examples: [{ keep: "a", report: "b" }] },
      "examples.0.report!: there is no such setting here; remove it or correct its name",
    ],
    ["half of a form", { examples: [{ before: "a" }] }, "examples.0.after: it is missing; write text"],
  ])("says %s in plain words", (_what, change, expected) => {
    expect(ruleFaults(change)).toEqual([expected]);
  });

  it("names the forms of which a key chooses one", () => {
    const kinds = "one of call, value, forward, member, event, netprop, string, pattern, detector";
    expect(ruleFaults({ match: { kind: "function", name: "X" } })).toEqual([`match.kind: ${kinds} is expected here`]);
    expect(ruleFaults({ match: { name: "X" } })).toEqual([`match.kind: it is missing; write ${kinds}`]);
  });

  it("says what a number may be", () => {
    const train = { model: "m", epochs: 100 };
    expect(faults(configSchema, { version: 1, raw: ["a"], rules: ["b"], train })).toEqual([
      "train.epochs: at most 50 is allowed here",
    ]);
    expect(ruleFaults({ match: { kind: "call", name: "X", where: [{ argument: 0, equals: "x" }] } })).toEqual([
      "match.where.0.argument: more than 0 is expected here",
    ]);
    expect(faults(z.array(z.string()).min(2), ["a"])).toEqual([": at least 2 are expected in this list"]);
  });

  it("speaks of a file that holds something else, or nothing", () => {
    expect(faults(rulePackSchema, null)).toEqual([": it is empty; write a map of keys and values"]);
    expect(faults(rulePackSchema, "hello")).toEqual([": a map of keys and values is expected here, not text"]);
    expect(faults(rulePackSchema, { pack: "p", rules: [rule] })).toEqual(["version: it is missing; write 1"]);
    expect(faults(rulePackSchema, { version: 2, pack: "p", rules: [rule] })).toEqual(["version: 1 is expected here"]);
  });

  it("never speaks in the words of the schema library", () => {
    const said = faults(z.strictObject({ a: z.string().regex(/^x$/), b: z.email() }), { a: "y", b: "z", c: 1 }).join(
      "\n",
    );
    expect(said).not.toMatch(/Invalid|received|Unrecognized|pattern|undefined/);
    expect(said.split("\n")).toHaveLength(3);
  });
});
