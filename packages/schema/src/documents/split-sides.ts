/** Sides of a split. */
export const splitSides = ["train", "validation", "test"] as const;
/** A side of a split. */
export type SplitSide = (typeof splitSides)[number];
