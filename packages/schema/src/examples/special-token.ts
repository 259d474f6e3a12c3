/** Marks that the chat format itself uses; only the service may write one. */
const specialTokens = /<\|(?:endoftext|endofprompt|fim_prefix|fim_middle|fim_suffix|im_start|im_end|im_sep)\|>/;

/**
 * The first special token of OpenAI's encodings in a text: a service takes a file that holds one, and rejects it once a job begins.
 *
 * @returns As `<|im_end|>`; nothing for a text that holds none.
 */
export function findSpecialToken(text: string): string | undefined {
  return specialTokens.exec(text)?.[0];
}
