import { beforeAll, describe, expect, it } from "@jest/globals";
import { createTableGuard } from "../guard/rule-guard.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeExample } from "../records/sanitize-record.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;
const definition = "stock int RandomInt(int low, int high)\n{\n\treturn GetRandomInt(low, high);\n}";

describe("a name that the conversation defines", () => {
  it.each([
    ["in a block above", `${fence(definition)}Then:\n${fence("int die = RandomInt(1, 6);")}`],
    ["in a block below", `${fence("int die = RandomInt(1, 6);")}With this helper:\n${fence(definition)}`],
    [
      "and prose speaks of",
      `${fence(definition)}\nUse \`RandomInt(1, 6)\` for a die, or \`RandomInt\` with other bounds.`,
    ],
  ])("stays when it is defined %s", (_name, text) => {
    expect(sanitizeText(text, table).text).toBe(text);
  });

  it("stays when the user's own code defines it", () => {
    const example = {
      messages: [
        { role: "user", content: `Roll a die with this.\n${fence(definition)}` },
        { role: "assistant", content: fence("int die = RandomInt(1, 6);") },
      ],
    };
    expect(sanitizeExample(example, table).example).toBe(example);
  });

  it("is repaired when the user only calls it", () => {
    const example = {
      messages: [
        { role: "user", content: fence("int die = RandomInt(1, 6);") },
        { role: "assistant", content: fence("int die = RandomInt(1, 6);") },
      ],
    };
    expect(sanitizeExample(example, table).example.messages.map(({ content }) => content)).toEqual([
      fence("int die = RandomInt(1, 6);"),
      fence("int die = GetRandomInt(1, 6);"),
    ]);
  });

  it.each([
    ["a paste without a fence", `My code:\n\n${definition}\n\nRoll a die with it.`],
    ["a sentence", "I have a stock int RandomInt(int low, int high) in my include."],
    ["a define", "There is this:\n#define RandomInt GetRandomInt"],
  ])("stays when the user shows it in %s", (_name, content) => {
    const example = {
      messages: [
        { role: "user", content },
        { role: "assistant", content: fence("int die = RandomInt(1, 6);") },
      ],
    };
    expect(sanitizeExample(example, table).example).toBe(example);
  });

  it("stays when a file that a tool wrote defines it", () => {
    const call = {
      name: "write_file",
      arguments: JSON.stringify({ path: "dice.sp", text: `#include <sourcemod>\n\n${definition}` }),
    };
    const example = {
      messages: [
        { role: "assistant", tool_calls: [{ id: "1", type: "function", function: call }] },
        { role: "assistant", content: fence("int die = RandomInt(1, 6);") },
      ],
    };
    expect(sanitizeExample(example, table).example).toBe(example);
  });

  it.each([
    ["once", [6], "RandomInt"],
    ["in the last of several", [6, 11, 17], "RandomInt"],
    ["nowhere", [], "GetRandomInt"],
  ])("is looked for in each of many messages: it is defined %s", (_where, defining, name) => {
    const roles = ["user", "assistant"];
    const messages = Array.from({ length: 20 }, (_, index) => ({
      role: roles[index % 2] ?? "",
      content: defining.includes(index) ? fence(definition) : "Go on.",
    }));
    messages[19] = { role: "assistant", content: fence("int die = RandomInt(1, 6);") };
    const { example } = sanitizeExample({ messages }, table);
    expect(example.messages[19]?.content).toBe(fence(`int die = ${name}(1, 6);`));
  });

  it("is not defined beside a message by that message alone, among many", () => {
    const own = `${fence(definition)}As a die, \`RandomInt(1, 6)\` does.`;
    const messages = Array.from({ length: 20 }, (_, index) => ({
      role: index % 2 ? "assistant" : "user",
      content: "Hm.",
    }));
    messages[9] = { role: "assistant", content: own };
    messages[19] = { role: "assistant", content: fence("int die = RandomInt(1, 6);") };
    const example = { messages };
    expect(sanitizeExample(example, table).example).toBe(example);
  });

  it("counts for a text that is sent while it grows only where it stands above", () => {
    const guard = createTableGuard(table);
    const call = fence("int die = RandomInt(1, 6);");
    expect(guard.repair(fence(definition) + call).text).toBe(fence(definition) + call);
    expect(guard.repair(call + fence(definition)).text).toBe(
      call.replace("RandomInt", "GetRandomInt") + fence(definition),
    );
  });
});

describe("a block that the user wrote", () => {
  const mistake = fence("int die = RandomInt(1, 6);");
  const outcome = (content: string): unknown => {
    const { example, hits } = sanitizeExample(
      {
        messages: [
          { role: "user", content: `Why does it fail?\n${mistake}` },
          { role: "assistant", content },
        ],
      },
      table,
    );
    return [example.messages[1]?.content === content, hits.map(({ hit }) => hit.code)];
  };

  it.each([
    [
      "another block shows the answer",
      `In line 1:\n\n${mistake}\nHere it is:\n\n${fence("int die = GetRandomInt(1, 6) + 1;")}`,
    ],
    ["a sentence names the right form", `Look at the call:\n\n${mistake}\nSourceMod calls it \`GetRandomInt\`.`],
  ])("is doubtful where %s", (_name, content) => {
    expect(outcome(content)).toEqual([true, ["doubtful"]]);
  });

  it("is repaired where nothing else is shown", () => {
    expect(outcome(`Here is the plugin:\n\n${mistake}`)).toEqual([false, [undefined]]);
  });
});

describe("a file that the code includes", () => {
  const snippet = fence("void F(int entity)\n{\n\tKillEntity(entity);\n}");
  const reasons = (first: string, second: string): unknown =>
    sanitizeExample(
      {
        messages: [
          { role: "user", content: first },
          { role: "assistant", content: second },
        ],
      },
      table,
    ).hits.map(({ hit }) => hit.reason);

  it.each([
    ["an earlier block", "Go on.", `${fence("#include <my_stocks>")}Then:\n${snippet}`],
    ["the user's plugin", `My plugin:\n\n#include <sourcemod>\n#include "my_stocks.inc"\n\nAdd a function.`, snippet],
  ])("may bring the name of a snippet, when %s includes it", (_name, first, second) => {
    expect(reasons(first, second)).toEqual(["unknown-include"]);
  });

  it("brings nothing into a plugin that is whole and does not include it", () => {
    const plugin = `#include <sourcemod>\n\npublic void OnPluginStart()\n{\n\tKillEntity(5);\n}`;
    expect(reasons("#include <my_stocks>", fence(plugin))).toEqual([undefined]);
  });

  it("brings nothing where it stands in a comment", () => {
    expect(
      reasons("Go on.", fence("// #include <my_stocks>\nvoid F(int entity)\n{\n\tKillEntity(entity);\n}")),
    ).toEqual([undefined]);
  });
});

describe("a mistake that a later message speaks of", () => {
  const mistake = `Here:\n\n${fence("int die = RandomInt(1, 6);")}`;
  const talk = (...later: string[]): unknown => {
    const messages = [mistake, ...later].map((content, at) => ({ role: at % 2 === 0 ? "assistant" : "user", content }));
    const { example, hits } = sanitizeExample({ messages: [{ role: "user", content: "Roll." }, ...messages] }, table);
    return [example.messages[1]?.content === mistake, hits.map(({ hit }) => hit.code)];
  };

  it.each([
    ["the user names the error", ['It says `undefined symbol "RandomInt"`.', "Right, it is another native."]],
    ["the user pastes the compiler's output", [fence('a.sp(3) : error 017: undefined symbol "RandomInt"')]],
    ["the user says that there is none", ["RandomInt does not exist."]],
    ["the assistant takes it back", ["It fails.", "Sorry, `RandomInt` is wrong; use `GetRandomInt`."]],
    ["the assistant explains what it changed", ["Go on.", "I replaced `RandomInt` with `GetRandomInt`."]],
  ])("is doubtful where %s", (_name, later) => {
    expect(talk(...later)).toEqual([true, ["doubtful"]]);
  });

  it.each([
    ["the talk goes on", ["Thanks! Now not for bots."]],
    ["the name is asked about", ["Can RandomInt(1, 6) roll a six, too."]],
    ["code comes again", ["Add an error message.", fence('if (die > 6) LogError("bad die"); // invalid\nB();')]],
    ["a longer name is wrong", ["GetRandomInt2 does not exist."]],
  ])("is repaired where %s", (_name, later) => {
    expect(talk(...later)).toEqual([false, [undefined]]);
  });

  it("is repaired in every turn that shows the code anew", () => {
    const again = `With a message:\n\n${fence('int die = RandomInt(1, 6);\nif (die == 6) LogError("not bad");')}`;
    expect(talk("Add a message.", again)).toEqual([false, [undefined, undefined]]);
  });
});

describe("a name that the rest of the conversation shows as a mistake", () => {
  const wrong = `Here:\n\n${fence("int die = RandomInt(1, 6);")}`;
  const right = fence("int die = GetRandomInt(1, 6);");
  const turns = (...contents: readonly string[]) => ({
    messages: contents.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content })),
  });

  it.each([
    ["was asked for", turns("Show me a snippet with a wrong native.", wrong)],
    ["was asked for in another language", turns("How is that in VScript?", "`RandomInt(1, 6)`")],
    ["is taken back", turns("Roll a die.", wrong, "Does not compile.", `Sorry, I used the wrong name.\n\n${right}`)],
    ["is called by its right name", turns("Roll a die.", wrong, "It fails.", `It is \`GetRandomInt\`:\n\n${right}`)],
  ])("stays where it %s", (_what, example) => {
    expect(sanitizeExample(example, table).example).toBe(example);
  });

  it.each([
    [
      "only the request before the last one asked for mistakes",
      turns("Write it with a mistake.", "No.", "Roll a die.", wrong),
    ],
    ["nobody complained", turns("Roll a die.", wrong, "Thanks.", `Sorry for the delay, once more:\n\n${right}`)],
    ["the next answer takes nothing back", turns("Roll a die.", wrong, "It never compiles on Sundays.", right)],
    ["the next answer has no right name", turns("Roll a die.", wrong, "Does not compile.", "Sorry, which error?")],
  ])("is repaired where %s", (_what, example) => {
    const repaired = sanitizeExample(example, table).example;
    expect(JSON.stringify(repaired)).toBe(JSON.stringify(example).replace("= RandomInt", "= GetRandomInt"));
  });
});
