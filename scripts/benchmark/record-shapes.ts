/**
 * The ways in which a piece of code stands in a training record: how it is fenced, what is said around it, and how the JSON is
 * written. Each gives one line of JSONL.
 */

/** Puts code into a record. */
export type RecordShape = (code: string) => string;

const question = { role: "user", content: "How do I do that in a plugin?" } as const;
const answer = (content: unknown): string => JSON.stringify({ messages: [question, { role: "assistant", content }] });
const fence = (code: string, language: string, mark = "```"): string => `${mark}${language}\n${code}\n${mark}`;
const indent = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

/** Shapes for any code of the language, by name. */
export const recordShapes: Readonly<Record<string, RecordShape>> = {
  "fence sourcepawn": (code) => answer(fence(code, "sourcepawn")),
  "fence sp": (code) => answer(`Like this:\n\n${fence(code, "sp")}\n\nCompile it with spcomp.`),
  "fence pawn": (code) => answer(fence(code, "pawn")),
  "fence SourcePawn with a title": (code) => answer(`${fence(code, 'SourcePawn title="apply.sp"')}\n`),
  "fence ~~~": (code) => answer(fence(code, "sourcepawn", "~~~")),
  "fence ````": (code) => answer(fence(code, "sourcepawn", "````")),
  "fence without its end": (code) => answer(`Here it is:\n\`\`\`sourcepawn\n${code}\n`),
  "fence in a list": (code) =>
    answer(`1. Write this:\n\n${indent(fence(code, "sourcepawn"), "   ")}\n\n2. Compile it.`),
  "fence in a quote": (code) => answer(fence(code, "sourcepawn").replace(/^/gm, "> ")),
  "fence in a Markdown fence": (code) => answer(fence(`# Apply\n\n${fence(code, "sourcepawn")}`, "markdown", "````")),
  "prose around": (code) =>
    answer(
      `Don't worry, this isn't hard: hook it once, not on every map, and check that nobody is missing.\n\n${fence(code, "sourcepawn")}\n\n` +
        "This avoids errors when a player leaves. If it does not compile, look at your includes.\n\n- It never blocks.\n- It works without other plugins.",
    ),
  "letters beyond ASCII": (code) => answer(`Voilà — así se hace: 完成 🎉\n\n${fence(code, "sourcepawn")}\n\nУдачи! 🧟`),
  CRLF: (code) => answer(fence(code, "sourcepawn").replaceAll("\n", "\r\n")),
  "second turn": (code) =>
    JSON.stringify({
      messages: [
        { role: "system", content: "You write plugins for L4D2." },
        question,
        { role: "assistant", content: "With a few lines of code. Shall I write them?" },
        { role: "user", content: "Yes please." },
        { role: "assistant", content: fence(code, "sourcepawn") },
      ],
    }),
  "two blocks": (code) =>
    answer(`First:\n\n${fence("int g_iCount;", "sourcepawn")}\n\nThen:\n\n${fence(code, "sourcepawn")}`),
  "content in parts": (code) =>
    answer([
      { type: "text", text: "Here:" },
      { type: "text", text: fence(code, "sourcepawn") },
    ]),
  preference: (code) =>
    JSON.stringify({
      input: { messages: [question] },
      preferred_output: [{ role: "assistant", content: fence(code, "sourcepawn") }],
      non_preferred_output: [{ role: "assistant", content: "I cannot help with that." }],
    }),
  "spaced JSON": (code) =>
    `{ "messages" : [ {"content": ${JSON.stringify(question.content)} , "role" : "user"},\t{ "weight": 1, "content": ${JSON.stringify(fence(code, "sourcepawn"))}, "role": "assistant" } ] }`,
  "signs as JSON escapes": (code) =>
    answer(fence(code, "sourcepawn"))
      .replaceAll('\\"', "\\u0022")
      .replaceAll("\\n", "\\u000a")
      .replaceAll("\\t", "\\u0009")
      .replaceAll("/", "\\/"),
};

/** Shapes in which nothing but the code itself says its language: it must be long enough to be told by its look. */
export const bareShapes: Readonly<Record<string, RecordShape>> = {
  "lines of a diff": (code) =>
    answer(fence(`--- a/apply.sp\n+++ b/apply.sp\n@@ -1,2 +1,9 @@\n${code.replace(/^/gm, "+")}`, "diff")),
  "bare code": (code) => answer(code),
  "fence without a language": (code) => answer(`Here is the plugin:\n\n${fence(code, "")}\n`),
  "fence cpp": (code) => answer(fence(code, "cpp")),
  "indented block": (code) => answer(`Here is the plugin:\n\n${indent(code, "    ")}\n\nCompile it.`),
  "arguments of a tool": (code) =>
    JSON.stringify({
      messages: [
        question,
        {
          role: "assistant",
          tool_calls: [
            {
              id: "call_1",
              type: "function",
              function: { name: "compile_plugin", arguments: JSON.stringify({ file: "apply.sp", source: code }) },
            },
          ],
        },
        { role: "tool", tool_call_id: "call_1", content: "ok" },
        { role: "assistant", content: "It compiles." },
      ],
    }),
  "arguments of a function": (code) =>
    JSON.stringify({
      messages: [
        question,
        {
          role: "assistant",
          content: null,
          function_call: { name: "write_file", arguments: JSON.stringify({ text: code }) },
        },
      ],
    }),
};
