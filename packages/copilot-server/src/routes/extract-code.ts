/** The code of an answer: what its fences hold, or the whole answer where it has none. */
export function extractCode(answer: string): string {
  const blocks = [...answer.matchAll(/^(`{3,}|~{3,})[^\n]*\n([\s\S]*?)^\1[ \t]*$/gm)].map((match) => match[2] ?? "");
  const longest = blocks.reduce((most, block) => (block.length > most.length ? block : most), "");
  return longest === "" ? answer : longest.trimEnd();
}
