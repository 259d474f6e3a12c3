import { beforeAll, describe, expect, it } from "@jest/globals";
import { rulePackSchema } from "@tunewright/schema";
import { createRegexAdapter } from "../languages/regex-adapter.ts";
import { compileRules, type RuleTable } from "../rules/rule-table.ts";
import { sanitizeExample } from "./sanitize-record.ts";
import { callRule, projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const wrong = 'HookEvent("pounce", Event_Pounce);';
const right = 'HookEvent("lunge_pounce", Event_Pounce);';

const python = createRegexAdapter({
  id: "python",
  fences: ["python", "py"],
  comment: /#.*/,
  string: /'[^'\n]*'/,
  definition: /\bdef\s+$/,
});
const pack = rulePackSchema.parse({
  version: 1,
  pack: "p",
  language: "python",
  rules: [callRule("product", "prod")],
});
const described = compileRules([pack], { languages: [python] });

/** What becomes of the arguments of a call, and why a text in them stays. */
function outcome(given: string, rules = table): { after: unknown; reasons: unknown[] } {
  const call = { id: "1", type: "function", function: { name: "edit_file", arguments: given } };
  const { example, hits } = sanitizeExample(
    { messages: [{ role: "assistant", content: null, tool_calls: [call] }] },
    rules,
  );
  return { after: example.messages[0]?.tool_calls[0]?.function.arguments, reasons: hits.map(({ hit }) => hit.reason) };
}

describe("the arguments of a tool call", () => {
  it.each([
    { old_string: wrong, new_string: `${right}\nHookEvent("tongue_grab", Event_Grab);` },
    { search: wrong, replace: right },
    { path: "a.sp", edits: [{ oldText: wrong, newText: right }] },
    { first: wrong, second: right },
  ])("keep what is replaced, since an edit has to find it: %j", (given) => {
    const json = JSON.stringify(given);
    expect(outcome(json)).toEqual({ after: json, reasons: ["teaching-unclear"] });
  });

  it("are repaired in what is written", () => {
    const json = JSON.stringify({ old_string: "HookEvents();", new_string: wrong });
    expect(outcome(json)).toEqual({ after: json.replace("pounce", "lunge_pounce"), reasons: [undefined] });
  });

  it("are repaired where they hold JSON again", () => {
    const inner = JSON.stringify({ files: [{ name: "a.sp", text: wrong }] });
    expect(outcome(JSON.stringify({ payload: inner })).after).toBe(
      JSON.stringify({ payload: inner.replace("pounce", "lunge_pounce") }),
    );
  });

  it("are repaired in the files of their own language, and in no others", () => {
    const files = (float: string): string =>
      JSON.stringify({
        files: [
          { path: "a.py", content: "x = RandomFloat(1, 2)" },
          { path: "scripting/a.sp", content: `float x = ${float}(1.0, 2.0);` },
          { file_name: "b.NUT", content: "x = RandomFloat(1, 2);" },
        ],
      });
    expect(outcome(files("RandomFloat")).after).toBe(files("GetRandomFloat"));
  });

  it.each([
    { language: "python", code: "@" },
    { code: "import numpy as np\nx = 1\n@", lang: "Python" },
    { path: "src/a.py", content: "~~~ is no fence here\n@" },
    { path: "src/a.py", old_str: "x = 1", new_str: "@" },
  ])("are code of the language that stands beside it: %j", (given) => {
    const json = (call: string): string => JSON.stringify(given).replace("@", call);
    expect(outcome(json("x = product(a)"), described).after).toBe(json("x = prod(a)"));
  });

  it.each([
    { path: "src/a.py", instructions: "@" },
    { path: "README", content: "@" },
    { language: "ruby", path: "a.py", code: "@" },
    { language: "python", code: "def product(a):\n    return 1\n@" },
    { language: "python", code: "# wrong\n@" },
    { language: "python", code: "print('@')" },
  ])("are no such code: %j", (given) => {
    const json = JSON.stringify(given).replace("@", "x = product(a)");
    expect(outcome(json, described).after).toBe(json);
  });

  it("are repaired in the lines that a diff adds, and in no others", () => {
    const diff = (added: string): string =>
      JSON.stringify({ patch: `--- a/a.sp\n+++ b/a.sp\n@@ -1 +1 @@\n-${wrong}\n+${added}\n` });
    expect(outcome(diff('HookEvent("charger_grab", Event_Grab);')).after).toBe(
      diff('HookEvent("charger_carry_start", Event_Grab);'),
    );
  });

  it.each(['{"source": "HookEvent(', wrong, '{"name":"RandomFloat"}', '{"query":"does RandomFloat exist"}'])(
    "stay where they are no JSON, or hold no code: %s",
    (json) => {
      expect(outcome(json)).toEqual({ after: json, reasons: [] });
    },
  );
});
