/** A question about the whole of some code, asked at each place that could matter and answered once. */
export function askedOnce(question: (code: string) => boolean): (code: string) => boolean {
  let last: { readonly code: string; readonly answer: boolean } | undefined;
  return (code) => {
    if (last?.code !== code) last = { code, answer: question(code) };
    return last.answer;
  };
}

/** A question about the whole of something, answered once for each. */
export function askedOnceOf<Subject extends object, Answer>(
  question: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, { readonly answer: Answer }>();
  return (subject) => {
    let kept = known.get(subject);
    if (kept === undefined) {
      kept = { answer: question(subject) };
      known.set(subject, kept);
    }
    return kept.answer;
  };
}

/** A question about a name in some code, answered once for each: what is called a thousand times is looked for once. */
export function askedOnceByName<Code extends object, Answer>(
  question: (code: Code, name: string) => Answer,
): (code: Code, name: string) => Answer {
  const known = new WeakMap<Code, Map<string, Answer>>();
  return (code, name) => {
    let answers = known.get(code);
    if (answers === undefined) {
      answers = new Map();
      known.set(code, answers);
    }
    const before = answers.get(name);
    // An answer may be that there is none.
    if (before !== undefined || answers.has(name)) return before as Answer;
    const answer = question(code, name);
    answers.set(name, answer);
    return answer;
  };
}
