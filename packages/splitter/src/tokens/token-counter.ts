import { cutRuns } from "./cut-runs.ts";
import { nextBorder } from "./next-border.ts";
import { PieceCounts } from "./piece-counts.ts";

/** Names of the encodings. */
export type EncodingName = "o200k_base" | "cl100k_base";

/** Counts the tokens of a text. A special token in the text counts as the text that it is. */
export type CountText = (text: string) => number;

/**
 * Loads an encoding; its table of ranks is read on first use only.
 *
 * @throws {RangeError} If there is no encoding of this name.
 * @returns A counter that is linear in the length of any text, see `cutRuns`.
 */
export async function loadEncoding(name: EncodingName): Promise<CountText> {
  const { countTokens } = await importEncoding(name);
  const options = { disallowedSpecial: new Set<string>() };
  const pieces = new PieceCounts((piece) => {
    let tokens = 0;
    for (const part of cutRuns(piece)) tokens += countTokens(part, options);
    return tokens;
  });
  return (text) => {
    let tokens = 0;
    for (let start = 0; start < text.length; ) {
      const end = nextBorder(text, start);
      tokens += pieces.count(text, start, end);
      start = end;
    }
    return tokens;
  };
}

async function importEncoding(name: EncodingName): Promise<typeof import("gpt-tokenizer/encoding/o200k_base")> {
  switch (name) {
    case "o200k_base":
      return await import("gpt-tokenizer/encoding/o200k_base");
    case "cl100k_base":
      return await import("gpt-tokenizer/encoding/cl100k_base");
    default:
      throw new RangeError(`Cannot count by the encoding ${String(name)}: it must be o200k_base or cl100k_base.`);
  }
}
