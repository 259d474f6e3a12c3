import type { CodeSpan } from "../languages/language-adapter.ts";

/** Which of some spans, in order and apart, lies over an offset; by halves, since code may be long. */
export function spanAt<Span extends CodeSpan>(spans: readonly Span[], offset: number): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = spans[low];
  return found !== undefined && found.start <= offset ? found : undefined;
}
