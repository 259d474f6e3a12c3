/**
 * A small random generator that gives the same numbers for the same seed on any machine.
 *
 * Source: mulberry32 by T. Ettinger (2017, public domain): 32 bits of state, passes gjrand; ample for a bootstrap, never
 * for secrets.
 *
 * @param seed Any 32-bit integer.
 * @returns A function that returns numbers from 0 up to, not including, 1.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
