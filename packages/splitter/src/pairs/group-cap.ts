const FEWEST = 50;
const SHARE = 0.02;

/**
 * Up to how many records a shared prompt, answer or turn keeps them together: 50, or a fiftieth of the set where that is more. What
 * more of them share is a template, and says nothing about any of them.
 */
export function groupCap(records: number): number {
  return Math.max(FEWEST, Math.floor(records * SHARE));
}
