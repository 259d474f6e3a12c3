/** Who wrote a text; a shingle's highest bit tells it. */
export type Speaker = "user" | "assistant";

/** Shingles from here on are the assistant's, those below the user's. */
export const ASSISTANT_SHINGLES = 0x80000000;
