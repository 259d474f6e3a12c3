import { WordPool } from "./word-pool.ts";

/** Tuples that lie one after another, and which of their numbers decide the order. */
export interface TupleShape {
  /** Numbers in a tuple. */
  readonly width: number;
  /** How many of them, from the first, are the key. */
  readonly keyWords: number;
}

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const DIGIT_MASK = DIGITS - 1;
/** Fewer are put in order by insertion. */
const FEW = 24;

/**
 * Orders tuples by their keys, equal ones as they came.
 *
 * By digits, from the last to the first, of the first number of the key, and of the others where that one is shared: linear in
 * the number of tuples whatever they hold.
 *
 * @returns Places of the tuples, in order.
 */
export function sortTuples(
  words: Uint32Array,
  count: number,
  shape: TupleShape,
  pool: WordPool = new WordPool(),
): Uint32Array<ArrayBuffer> {
  const order = pool.take(count).subarray(0, count);
  for (let tuple = 0; tuple < count; tuple += 1) order[tuple] = tuple;
  if (count < 2) return order;
  const room = { keys: pool.take(count), otherKeys: pool.take(count), other: pool.take(count) };
  sortByWord(order, { words, shape, word: 0, room });
  for (let start = 0; start < count; ) {
    const first = words[(order[start] ?? 0) * shape.width];
    let end = start + 1;
    while (end < count && words[(order[end] ?? 0) * shape.width] === first) end += 1;
    if (end - start > 1) sortEqual(order.subarray(start, end), { words, shape, room });
    start = end;
  }
  for (const array of Object.values(room)) pool.give(array);
  return order;
}

/** Compares the keys of two tuples, each at its place in an array. */
export function compareTuples(
  left: Uint32Array,
  leftAt: number,
  right: Uint32Array,
  rightAt: number,
  keyWords: number,
): number {
  for (let word = 0; word < keyWords; word += 1) {
    const order = (left[leftAt + word] ?? 0) - (right[rightAt + word] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

/** As long as the longest list that is sorted, at least. */
interface Room {
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly otherKeys: Uint32Array<ArrayBuffer>;
  readonly other: Uint32Array<ArrayBuffer>;
}

interface Sorting {
  readonly words: Uint32Array;
  readonly shape: TupleShape;
  readonly room: Room;
}

/** Orders tuples that share the first number of their key. */
function sortEqual(order: Uint32Array<ArrayBuffer>, { words, shape, room }: Sorting): void {
  const { width, keyWords } = shape;
  const compare = (left: number, right: number): number =>
    compareTuples(words, left * width, words, right * width, keyWords);
  let isSorted = true;
  for (let at = 1; at < order.length && isSorted; at += 1) {
    isSorted = compare(order[at - 1] ?? 0, order[at] ?? 0) <= 0;
  }
  if (isSorted) return;
  if (order.length > FEW) {
    for (let word = keyWords - 1; word > 0; word -= 1) sortByWord(order, { words, shape, word, room });
    return;
  }
  for (let at = 1; at < order.length; at += 1) {
    const tuple = order[at] ?? 0;
    let to = at;
    for (; to > 0 && compare(order[to - 1] ?? 0, tuple) > 0; to -= 1) order[to] = order[to - 1] ?? 0;
    order[to] = tuple;
  }
}

/** Orders tuples by one of their numbers, equal ones as they stand. */
function sortByWord(
  order: Uint32Array<ArrayBuffer>,
  { words, shape, word, room }: Sorting & { readonly word: number },
): void {
  const count = order.length;
  let from = order;
  let to = room.other.subarray(0, count);
  let keys = room.keys.subarray(0, count);
  let toKeys = room.otherKeys.subarray(0, count);
  let differing = 0;
  const first = words[(order[0] ?? 0) * shape.width + word] ?? 0;
  for (let at = 0; at < count; at += 1) {
    const key = words[(order[at] ?? 0) * shape.width + word] ?? 0;
    keys[at] = key;
    differing |= key ^ first;
  }
  const ends = new Uint32Array(DIGITS);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    // A digit that all share orders nothing: numbers of records mostly need two rounds, not three.
    if (((differing >>> shift) & DIGIT_MASK) === 0) continue;
    ends.fill(0);
    for (let at = 0; at < count; at += 1) {
      const digit = ((keys[at] ?? 0) >>> shift) & DIGIT_MASK;
      ends[digit] = (ends[digit] ?? 0) + 1;
    }
    let total = 0;
    for (let digit = 0; digit < DIGITS; digit += 1) {
      const size = ends[digit] ?? 0;
      ends[digit] = total;
      total += size;
    }
    for (let at = 0; at < count; at += 1) {
      const key = keys[at] ?? 0;
      const digit = (key >>> shift) & DIGIT_MASK;
      const place = ends[digit] ?? 0;
      ends[digit] = place + 1;
      to[place] = from[at] ?? 0;
      toKeys[place] = key;
    }
    [from, to] = [to, from];
    [keys, toKeys] = [toKeys, keys];
  }
  if (from !== order) order.set(from);
}
