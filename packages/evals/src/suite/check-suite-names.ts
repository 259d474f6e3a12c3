import type { EvalSuite, SuiteName, SuiteNameKind } from "@tunewright/schema";

/** Knows which names the API really has. */
export interface ApiNames {
  /**
   * @param name `Type.member` for a method or property, else the bare name.
   * @param kind What it should be; any kind when left out.
   */
  has(name: string, kind?: SuiteNameKind): boolean;
}

/**
 * Checks every name of a suite against the API, so that a suite never asks for what does not exist.
 *
 * An expected name must exist. A forbidden name must not, unless the case says why the real name is wrong there. The
 * right side of a correction must exist.
 *
 * @returns One sentence per fault; empty when the suite is sound.
 */
export function checkSuiteNames(suite: EvalSuite, api: ApiNames): string[] {
  const faults: string[] = [];
  for (const item of suite.cases) {
    for (const { name, kind } of [...item.expected, ...item.expectedAny.flat()]) {
      if (!api.has(name, kind))
        faults.push(`Case ${item.id} expects ${called(name, kind)}, which the API does not have.`);
    }
    for (const { name, kind, because } of item.forbidden) {
      if (because === undefined && api.has(name, kind)) {
        faults.push(`Case ${item.id} forbids ${called(name, kind)}, which is real. Say \`because\`, or take it out.`);
      }
    }
    const forbidden = new Set(item.forbidden.map(keyOf));
    for (const wanted of [...item.expected, ...item.expectedAny.flat()]) {
      if (forbidden.has(keyOf(wanted))) faults.push(`Case ${item.id} both expects and forbids ${wanted.name}.`);
    }
  }
  for (const { correct } of suite.corrections) {
    if (!api.has(correct)) faults.push(`A correction names ${correct} as right, but the API does not have it.`);
  }
  return faults;
}

function called(name: string, kind: SuiteNameKind | undefined): string {
  return kind === undefined ? name : `the ${kind} ${name}`;
}

function keyOf({ name, kind }: SuiteName): string {
  return `${kind ?? ""}:${name}`;
}
