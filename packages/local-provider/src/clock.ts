/** Where the time comes from, so that a test can set it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Date.now() };

/** The time as the wire carries it: whole seconds since 1970. */
export function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
