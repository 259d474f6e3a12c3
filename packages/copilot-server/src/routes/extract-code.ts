import { ApiError } from "../http/api-error.ts";
import type { Completion } from "../wire/completion.ts";

/**
 * The code of a completion's first choice.
 *
 * @throws {ApiError} 502 where it has no text, as for a refusal or a filter: an empty text would be taken for a completion.
 */
export function codeOf({ choices }: Completion): string {
  const text = choices[0]?.message.content ?? "";
  if (text.trim() !== "") return extractCode(text);
  throw new ApiError(502, "The model gave an empty answer.", { code: "empty_answer" });
}

/**
 * The code of an answer: the longest of its fenced blocks, or the whole answer where it has none.
 *
 * A block that is never closed goes to the end, as in CommonMark: an answer that was cut at the token limit ends in one.
 */
export function extractCode(answer: string): string {
  let longest = "";
  let block: string[] | undefined;
  let fence = "";
  const end = (): void => {
    const code = block?.join("\n") ?? "";
    if (code.length > longest.length) longest = code;
    block = undefined;
  };
  // Line by line: one expression for a whole block searches to the end anew from each fence that is never closed.
  for (const line of answer.split(/\r?\n/)) {
    const [, marks = "", rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (block === undefined) {
      if (marks === "") continue;
      block = [];
      fence = marks;
    } else if (marks.startsWith(fence) && rest.trim() === "") {
      end();
    } else {
      block.push(line);
    }
  }
  end();
  return longest.trim() === "" ? answer : longest.trimEnd();
}
