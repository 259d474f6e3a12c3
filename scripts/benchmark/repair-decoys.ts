/**
 * Records that hold the wrong name of a rule and are right all the same: the name is the code's own, means something else, or is
 * shown as a mistake. A repair there is a false change.
 */
import type { Rule } from "../../packages/schema/src/index.ts";

/** A message that must stay as it is. */
export interface Decoy {
  readonly rule: Rule;
  /** Why it is right, for the table of results. */
  readonly reason: string;
  /** The whole text of the assistant. */
  readonly message: string;
}

const block = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\``;

/** Every decoy for a rule that repairs. */
export function decoys(rule: Rule): Decoy[] {
  const { match, fix } = rule;
  if (fix === undefined || !("name" in match)) return [];
  return match.name.flatMap((name) => [
    ...taught(rule, name, fix.name),
    ...ownNames(rule, name),
    ...otherMeanings(rule, name),
  ]);
}

function taught(rule: Rule, name: string, right: string): Decoy[] {
  const wrong = lineFor(rule, name);
  const good = lineFor(rule, right);
  const say = (reason: string, message: string): Decoy => ({ rule, reason: `taught: ${reason}`, message });
  return [
    say("not", `Use \`${right}\`, not \`${name}\`.`),
    say("instead of", `Write \`${right}\` instead of \`${name}\`.`),
    say("does not exist", `\`${name}\` does not exist in SourceMod or L4D2.`),
    say("struck through", `~~\`${name}\`~~ → \`${right}\``),
    say("table", `| Wrong | Right |\n| --- | --- |\n| \`${name}\` | \`${right}\` |`),
    say("list", `These names do not exist:\n\n- \`${name}\`\n- \`NoSuchThing\``),
    say("label above a block", `Wrong:\n\n${block(wrong)}\n\nRight:\n\n${block(good)}`),
    say("sign above a block", `❌\n\n${block(wrong)}\n\n✅\n\n${block(good)}`),
    say("heading", `### Don't do this\n\n${block(wrong)}\n\n### Do this\n\n${block(good)}`),
    say("before and after", `**Before**\n\n${block(wrong)}\n\n**After**\n\n${block(good)}`),
    say("replace with", `Replace this:\n\n${block(wrong)}\n\nwith this:\n\n${block(good)}`),
    say("what not to do", `What not to do:\n\n${block(wrong)}`),
    say("quoted", `Your code has:\n\n${block(wrong)}\n\nIt should be:\n\n${block(good)}`),
    say("comment above", block(`// BAD\n${wrong}\n\n// GOOD\n${good}`)),
    say("comment beside", block(`${wrong} // wrong, there is no such name`)),
    say("sign beside", block(`${wrong} // ✗`)),
    say("minus line of a diff", `\`\`\`diff\n-${wrong}\n+${good}\n\`\`\``),
    say(
      "error of the compiler",
      `\`\`\`\napply.sp(5) : error 017: undefined symbol "${name}"\n\`\`\`\nUse \`${right}\`.`,
    ),
    say("taken back", `${block(wrong)}\n\nThat is wrong: there is no \`${name}\`, it is \`${right}\`.`),
    say("another language", `Nicht \`${name}\`, sondern \`${right}\`. \`${name}\` no existe. 没有 \`${name}\`。`),
    say("mark", block(`${wrong} // tunewright-ignore: ${rule.id}`)),
  ];
}

/** Names that the code defines itself, for the kinds of name that code can define. */
function ownNames(rule: Rule, name: string): Decoy[] {
  const own = (reason: string, code: string): Decoy => ({ rule, reason: `its own: ${reason}`, message: block(code) });
  switch (rule.match.kind) {
    case "call":
      return [
        own("function", `any ${name}(any a, any b = 0)\n{\n\treturn a;\n}\n\nvoid Apply()\n{\n\t${name}(1, 2);\n}`),
        own("stock below", `void Apply()\n{\n\t${name}(1);\n}\n\nstock any:${name}(any:a)\n{\n\treturn a;\n}`),
        own("old function", `${name}(a)\n{\n\treturn a;\n}\n\npublic Apply()\n{\n\treturn ${name}(1);\n}`),
        own("macro", `#define ${name}(%1) (%1)\n\nvoid Apply()\n{\n\tint a = ${name}(1);\n}`),
        own("native", `native int ${name}(int a);\n\nvoid Apply()\n{\n\t${name}(1);\n}`),
        own("method", `void Apply(Thing thing)\n{\n\tthing.${name}(1);\n}`),
        own("variable", `void Apply()\n{\n\tint ${name} = 5;\n\tPrintToServer("%d", ${name});\n}`),
        own(
          "other block",
          `void Apply()\n{\n\t${name}(1);\n}\n\`\`\`\nand\n\`\`\`sourcepawn\nany ${name}(any a)\n{\n\treturn a;\n}`,
        ),
      ];
    case "value":
      return [
        own("define", `#define ${name} 5\n\nint Apply()\n{\n\treturn ${name};\n}`),
        own("value of an enum", `enum\n{\n\tFirst,\n\t${name},\n\tLast\n}\n\nint Apply()\n{\n\treturn ${name};\n}`),
        own("constant", `const int ${name} = 5;\n\nint Apply()\n{\n\treturn ${name};\n}`),
        own("parameter", `int Apply(int ${name})\n{\n\treturn ${name};\n}`),
      ];
    case "member":
      return [
        own("other type", `void Apply(Thing thing)\n{\n\tthing.${name}(1);\n}`),
        own("untyped", `void Apply(any thing)\n{\n\tthing.${name}(1);\n}`),
        own("function", `void ${name}(int a)\n{\n\tPrintToServer("%d", a);\n}\n\nvoid Apply()\n{\n\t${name}(1);\n}`),
        own(
          "methodmap",
          `methodmap Thing < Handle\n{\n\tpublic void ${name}(int a)\n\t{\n\t}\n}\n\nvoid Apply(Thing thing)\n{\n\tthing.${name}(1);\n}`,
        ),
      ];
    case "forward":
      return [
        own(
          "callback",
          `public Plugin myinfo = {};\n\npublic void OnPluginStart()\n{\n\tRegConsoleCmd("sm_apply", ${name});\n}\n\npublic Action ${name}(int client, int args)\n{\n\treturn Plugin_Handled;\n}`,
        ),
        own("called", `public void OnPluginStart()\n{\n\t${name}(1);\n}\n\nvoid ${name}(int client)\n{\n}`),
      ];
    default:
      return [];
  }
}

/** Strings that hold the name and mean something else. */
function otherMeanings(rule: Rule, name: string): Decoy[] {
  const { kind } = rule.match;
  const other = (reason: string, code: string): Decoy => ({
    rule,
    reason: `other meaning: ${reason}`,
    message: block(code),
  });
  const strings = [
    other("chat text", `PrintToChatAll("${name}");`),
    other("text of several words", `PrintToChat(client, "Call ${name}(1.0, 2.0) or hook ${name}, %N", client);`),
    other("key", `kv.GetNum("${name}", 0);`),
    other("console variable", `CreateConVar("${name}", "1", "Switches ${name} on.");`),
    other("command", `RegConsoleCmd("${name}", Command_Apply);`),
    other("particle", `CreateParticle(client, "${name}");`),
    other("path", `PrecacheSound("player/${name}.wav");\nPrecacheModel("models/${name}/${name}.mdl");`),
    other("string over two lines", `PrintToServer("a \\\n${name} b");`),
    other("longer name", `int My${name} = 1;\nint ${name}Count = My${name};`),
  ];
  if (kind === "event") {
    return [
      ...strings,
      other("list of sounds", `char g_sSounds[][] = { "${name}", "other" };\nEmitSoundToAll(g_sSounds[0]);`),
      other("compared command", `if (StrEqual(command, "${name}")) return;`),
    ];
  }
  if (kind === "netprop") return [...strings, other("offset of a file", `int offset = gameData.GetOffset("${name}");`)];
  return strings;
}

/** A line of code that uses a name as the rule means it. */
function lineFor({ match }: Rule, name: string): string {
  switch (match.kind) {
    case "event":
      return `HookEvent("${name}", Event_Apply);`;
    case "netprop":
      return `SetEntProp(client, Prop_Send, "${name}", 1);`;
    case "member":
      return `view_as<${match.of[0] ?? ""}>(handle).${name}(1);`;
    case "value":
      return `ApplyFlags(${name});`;
    case "forward":
      return `public void ${name}(int client) {}`;
    default:
      return `${name}(client);`;
  }
}
