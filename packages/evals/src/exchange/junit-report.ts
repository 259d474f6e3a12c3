import type { EvalResults } from "@tunewright/schema";

/**
 * Writes an evaluation as JUnit XML, which CI services show as tests.
 *
 * A failed case carries its reason, never the answer.
 *
 * @param results The evaluation.
 */
export function junitReport(results: EvalResults): string {
  const { label, suite, summary, cases } = results;
  const seconds = (milliseconds: readonly (number | null)[]): string =>
    (milliseconds.reduce<number>((sum, value) => sum + (value ?? 0), 0) / 1000).toFixed(3);
  const tests = cases.map((item) => {
    const time = seconds(item.trials.map(({ latencyMs }) => latencyMs));
    const open = `    <testcase name="${xml(item.id)}" classname="${xml(`${suite.id}.${item.category}`)}" time="${time}"`;
    return item.passed ? `${open}/>` : `${open}>\n      <failure message="${xml(item.notes)}"/>\n    </testcase>`;
  });
  const failures = summary.total - summary.passed;
  const time = seconds(cases.flatMap((item) => item.trials.map(({ latencyMs }) => latencyMs)));
  const counts = `tests="${summary.total}" failures="${failures}" errors="0" time="${time}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${xml(`${suite.id} ${label}`)}" ${counts}>`,
    ...tests,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** Escapes for an attribute; characters that XML 1.0 cannot hold at all become U+FFFD. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
