import type { CodePart } from "../texts/text-parts.ts";
import type { LanguageRules } from "../rules/rule-table.ts";
import { isPartOfPlugin, type NamesAround } from "./part-of-plugin.ts";

/**
 * The blocks of a message that together are one file of a larger plugin, as a module that is explained function by function: no
 * block by itself calls enough that nobody knows, or says that it is included, and all of them do.
 *
 * Only blocks that name a function of another one belong together; one that stands for itself is judged for itself.
 */
export function piecesOfPart(
  blocks: readonly CodePart[],
  rules: LanguageRules,
  names: NamesAround,
): ReadonlySet<CodePart> {
  const same = blocks.filter(({ adapter }) => adapter === rules.adapter);
  const linked = linkedBlocks(same);
  const inOrder = same.filter((block) => linked.has(block));
  const code = inOrder.map((block) => block.code).join("\n\n");
  const file = { ...inOrder[0], adapter: rules.adapter, code } as CodePart;
  return inOrder.length > 1 && isPartOfPlugin(file, rules, names) ? linked : new Set();
}

/** The blocks that name a function of another one, and those others. */
function linkedBlocks(blocks: readonly CodePart[]): Set<CodePart> {
  const words = blocks.map(wordsOf);
  const definedIn = new Map<string, CodePart[]>();
  for (const [index, block] of blocks.entries()) {
    for (const name of words[index]?.defined ?? [])
      definedIn.set(name, [...(definedIn.get(name) ?? []), block].slice(0, 2));
  }
  const linked = new Set<CodePart>();
  for (const [index, block] of blocks.entries()) {
    const { defined, used } = words[index] ?? nothing;
    for (const name of used) {
      const others = defined.has(name) ? undefined : definedIn.get(name);
      if (others !== undefined) for (const piece of [block, ...others]) linked.add(piece);
    }
  }
  return linked;
}

interface Words {
  /** Names of the functions that a block defines. */
  readonly defined: ReadonlySet<string>;
  /** All names in it. */
  readonly used: ReadonlySet<string>;
}
const nothing: Words = { defined: new Set(), used: new Set() };

function wordsOf({ adapter, code }: CodePart): Words {
  const view = adapter.view(code);
  const defined = new Set<string>();
  const used = new Set<string>();
  for (const { kind, index, end, value } of view.tokens) {
    if (kind !== "identifier") continue;
    used.add(value);
    if (view.use(index) === "definition" && /^\s*\(/.test(code.slice(end, end + MOST_SPACE))) defined.add(value);
  }
  view.release?.();
  return { defined, used };
}

/** Characters between a function's name and its bracket. */
const MOST_SPACE = 16;
