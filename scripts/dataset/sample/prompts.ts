import { joinPhrases } from "./compose/event-reaction.ts";
import type { Composition } from "./compose/composition.ts";
import { ask, type ChatExample, defaultSystemPrompt, fence } from "./record.ts";
import type { SeededRandom } from "./seeded-random.ts";

type PromptForm = (goal: string, wishes: readonly string[]) => string;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const bullets = (wishes: readonly string[]): string => wishes.map((wish) => `- ${wish}`).join("\n");
const withList = (wishes: readonly string[]): string =>
  wishes.length === 0 ? "" : ` I also want ${joinPhrases(wishes)}.`;

const promptForms: readonly PromptForm[] = [
  (goal, wishes) => `I need a SourceMod plugin for L4D2 that ${goal}.${withList(wishes)}`,
  (goal, wishes) => `Make a plugin: it ${goal}.\n\nRequirements:\n${bullets(wishes)}`,
  (goal, wishes) =>
    `can you write me a l4d2 plugin that ${goal}? ${wishes.length > 0 ? `with ${joinPhrases(wishes)} please` : "keep it short"}`,
  (goal, wishes) =>
    `Our server is missing something that ${goal}. Please write it in SourcePawn, new syntax.${withList(wishes)}`,
  (goal, wishes) =>
    `Task: a Left 4 Dead 2 plugin that ${goal}.\nConstraints:\n${bullets(["SourceMod 1.12, #pragma newdecls required", ...wishes])}`,
  (goal, wishes) => `Looking for a small plugin. It ${goal}.${withList(wishes)} Explain briefly how it works.`,
  (goal, wishes) => `hey, for my coop server: plugin that ${goal}, ${joinPhrases(wishes)}. thx`,
  (goal, wishes) => `${sentence(goal)}. That is the whole plugin.${withList(wishes)}`,
  (goal, wishes) =>
    `Write SourcePawn code that ${goal}. Include ${joinPhrases(wishes.length > 0 ? wishes : ["sane defaults"])}, and check every client before it is used.`,
  (goal, wishes) =>
    `Please write a plugin which ${goal}.\n${wishes.map((wish, index) => `${index + 1}. ${sentence(wish)}.`).join("\n")}`,
  (goal, wishes) => `I am new to SourcePawn. How would a plugin look that ${goal}?${withList(wishes)}`,
  (goal, wishes) =>
    `Admin here. We want a plugin that ${goal}. ${wishes.length > 0 ? `Must have: ${wishes.join("; ")}.` : ""}`.trim(),
];

const openings: readonly string[] = [
  "Here is the plugin.",
  "This does it:",
  "A complete plugin for SourceMod 1.12:",
  "The plugin below compiles on its own.",
  "Here you go.",
  "This is how I would write it.",
  "The whole plugin in one file:",
  "",
  "Sure, here it is:",
  "Below is the source; drop the compiled file into `plugins`.",
];

/** Sentences that are true of a plugin whose code has a certain form. */
const closings: readonly (readonly [form: RegExp, text: string])[] = [
  [
    /GetClientUserId/,
    "What outlives the moment carries a userid, never a client index, so a reconnect cannot hit the wrong player.",
  ],
  [/AutoExecConfig/, "The convars are written to `cfg/sourcemod` on the first start."],
  [/#define \w+_SECONDS/, "The durations are defines at the top; recompile after a change."],
  [/IsFakeClient/, "Bots are told apart with `IsFakeClient`."],
  [/left4dhooks/, "It needs Left 4 DHooks Direct at compile time and on the server."],
  [/clientprefs/, "Cookies need the `clientprefs` extension, which is on by default."],
  [/CreateConVar/, "Every convar has bounds, so a typo in a config cannot break it."],
  [/PrecacheSound|PrecacheModel/, "Precaching belongs in `OnMapStart`, because the tables are emptied with every map."],
];

function answer(code: string, notes: readonly string[], random: SeededRandom): string {
  const closing = random.pick(closings);
  const tail = closing[0].test(code) ? [...notes, closing[1]] : notes;
  const after = random.next() < 0.4 ? tail.map((line) => `- ${line}`).join("\n") : tail.join(" ");
  return [random.pick(openings), fence(code), after].filter((text) => text !== "").join("\n\n");
}

/** Systems other than the shared one; `null` is a record without a system message. */
const systemPrompts: readonly (string | null)[] = [
  ...Array.from({ length: 11 }, () => defaultSystemPrompt),
  "You write SourceMod 1.12 plugins for Left 4 Dead 2. Answer with complete code.",
  "You are a careful SourcePawn reviewer. Use only natives and events that exist.",
  null,
];

/** Makes a question and an answer from a composition. */
export function composedExample(composition: Composition, random: SeededRandom): ChatExample {
  const prompt = random.pick(promptForms)(composition.goal, composition.wishes);
  return ask(prompt, answer(composition.code, composition.notes, random), random.pick(systemPrompts));
}

const followUps: readonly ((wish: string) => string)[] = [
  (wish) => `Good. Now add this: ${wish}.`,
  (wish) => `One more thing: ${wish}. Show the full file again.`,
  (wish) => `Works. Could you extend it? I would like ${wish}.`,
  (wish) => `perfect, but ${wish} is missing`,
  (wish) => `Thanks! Next step: ${wish}.`,
];

/** Makes a conversation in two turns, where the last wish comes afterwards; `undefined` if there is none. */
export function composedDialog(composition: Composition, random: SeededRandom): ChatExample | undefined {
  const { before, lastWish, wishes } = composition;
  if (before === undefined || lastWish === undefined || before === composition.code) {
    return undefined;
  }
  const first = random.pick(promptForms)(composition.goal, wishes.length > 1 ? wishes.slice(0, -1) : ["clean code"]);
  const opening = { role: "assistant", content: answer(before, composition.notes, random) } as const;
  return {
    messages: [
      { role: "system", content: defaultSystemPrompt },
      { role: "user", content: first },
      random.next() < 0.5 ? { ...opening, weight: 0 } : opening,
      { role: "user", content: random.pick(followUps)(lastWish) },
      { role: "assistant", content: `Added: ${lastWish}.\n\n${fence(composition.code)}` },
    ],
  };
}
