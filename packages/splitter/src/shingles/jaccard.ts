import { ASSISTANT_SHINGLES } from "../records/speaker.ts";

/**
 * Exact Jaccard similarity of two sets: shared elements over all elements.
 *
 * @param left Sorted, without repeats.
 * @param right Sorted, without repeats.
 * @returns From 0 to 1; 0 when both are empty.
 */
export function jaccard(left: Uint32Array, right: Uint32Array): number {
  const shared = countShared(left, right);
  const all = left.length + right.length - shared;
  return all === 0 ? 0 : shared / all;
}

/** So many shingles of the answer say enough to compare answers alone. */
export const TELLING_SHINGLES = 20;

/**
 * How similar two records are: the exact Jaccard similarity of all their shingles, or of their answers alone where that is
 * more, so that one answer behind two wordings of a question is found.
 *
 * @param left Sorted, without repeats; the user's shingles are below {@link ASSISTANT_SHINGLES}.
 * @param right As `left`.
 */
export function similarity(left: Uint32Array, right: Uint32Array): number {
  const leftAnswer = answerStart(left);
  const rightAnswer = answerStart(right);
  const leftLength = left.length - leftAnswer;
  const rightLength = right.length - rightAnswer;
  if (leftLength < TELLING_SHINGLES || rightLength < TELLING_SHINGLES) return jaccard(left, right);
  const asked = countShared(left.subarray(0, leftAnswer), right.subarray(0, rightAnswer));
  const answered = countShared(left.subarray(leftAnswer), right.subarray(rightAnswer));
  const shared = asked + answered;
  return Math.max(shared / (left.length + right.length - shared), answered / (leftLength + rightLength - answered));
}

/** The answer's shingles of a sorted set. */
export function answersOf(sorted: Uint32Array): Uint32Array {
  return sorted.subarray(answerStart(sorted));
}

/** How many shingles of a set are its answer's, in whatever order they are. */
export function countAnswers(shingles: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < shingles.length; index += 1) count += (shingles[index] ?? 0) >>> 31;
  return count;
}

function countShared(left: Uint32Array, right: Uint32Array): number {
  let shared = 0;
  let a = 0;
  let b = 0;
  while (a < left.length && b < right.length) {
    const x = left[a] ?? 0;
    const y = right[b] ?? 0;
    if (x === y) shared += 1;
    if (x <= y) a += 1;
    if (y <= x) b += 1;
  }
  return shared;
}

/** Index of the first of the assistant's shingles. */
function answerStart(sorted: Uint32Array): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < ASSISTANT_SHINGLES) low = middle + 1;
    else high = middle;
  }
  return low;
}
