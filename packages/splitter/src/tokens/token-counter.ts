import { cutRuns } from "./cut-runs.ts";

/** Names of the encodings. */
export type EncodingName = "o200k_base" | "cl100k_base";

/** Counts the tokens of a text. A special token in the text counts as the text that it is. */
export type CountText = (text: string) => number;

/**
 * Loads an encoding; its table of ranks is read on first use only.
 *
 * @returns A counter that is linear in the length of any text, see `cutRuns`.
 */
export async function loadEncoding(name: EncodingName): Promise<CountText> {
  const { countTokens } =
    name === "o200k_base"
      ? await import("gpt-tokenizer/encoding/o200k_base")
      : await import("gpt-tokenizer/encoding/cl100k_base");
  const options = { disallowedSpecial: new Set<string>() };
  return (text) => {
    let tokens = 0;
    for (const piece of cutRuns(text)) tokens += countTokens(piece, options);
    return tokens;
  };
}
