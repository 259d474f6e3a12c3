// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/**
 * Numbers records by their key: equal keys get the same number, numbers in order of first appearance.
 *
 * A hash table over the key's own words: linear, and four to eight bytes a record.
 *
 * @param keys `width` words a record.
 * @param width Words in a key.
 * @returns For each record the index of the first one with the same key.
 */
export function firstWithKey(keys: Uint32Array, width: number): Uint32Array {
  const records = keys.length / width;
  const firsts = new Uint32Array(records);
  let size = 16;
  while (size < records * 2) size *= 2;
  const mask = size - 1;
  const slots = new Uint32Array(size);
  for (let record = 0; record < records; record += 1) {
    const start = record * width;
    let slot = mix(keys[start] ?? 0, width > 1 ? (keys[start + 1] ?? 0) : 0) & mask;
    for (;;) {
      const holder = slots[slot] ?? 0;
      if (holder === 0) {
        slots[slot] = record + 1;
        firsts[record] = record;
        break;
      }
      if (sameKey(keys, start, (holder - 1) * width, width)) {
        firsts[record] = holder - 1;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return firsts;
}

function mix(high: number, low: number): number {
  let hash = high ^ imul(low, 0x9e3779b1);
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function sameKey(keys: Uint32Array, left: number, right: number, width: number): boolean {
  for (let word = 0; word < width; word += 1) if (keys[left + word] !== keys[right + word]) return false;
  return true;
}
