import type { SourcePawnView } from "../languages/sourcepawn-view.ts";

/** A question about the whole of some code, asked at each place that could matter and answered once. */
export function askedOnce(question: (code: string) => boolean): (code: string) => boolean {
  let last: { readonly code: string; readonly answer: boolean } | undefined;
  return (code) => {
    if (last?.code !== code) last = { code, answer: question(code) };
    return last.answer;
  };
}

/** A question about a name in some code, answered once for each: what is called a thousand times is looked for once. */
export function askedOnceByName<Answer extends string | boolean>(
  question: (view: SourcePawnView, name: string) => Answer,
): (view: SourcePawnView, name: string) => Answer {
  const known = new WeakMap<SourcePawnView, Map<string, Answer>>();
  return (view, name) => {
    let answers = known.get(view);
    if (answers === undefined) {
      answers = new Map();
      known.set(view, answers);
    }
    const before = answers.get(name);
    if (before !== undefined) return before;
    const answer = question(view, name);
    answers.set(name, answer);
    return answer;
  };
}
