import type { EvalSuite, SuiteName, SuiteNameKind } from "@tunewright/schema";

/** Knows which names the API really has. */
export interface ApiNames {
  /**
   * @param name `Type.member` for a method or property, else the bare name.
   * @param kind What it should be; any kind when left out.
   */
  has(name: string, kind?: SuiteNameKind): boolean;
}

/** A fault of a suite, and the value that it is about. */
export interface SuiteFault {
  /** Keys and places down to the value, in the suite with the cases of the one it extends before its own. */
  readonly path: readonly (string | number)[];
  /** One sentence. */
  readonly message: string;
}

/**
 * Checks every name of a suite against the API, so that a suite never asks for what does not exist.
 *
 * An expected name must exist. A forbidden name must not, unless the case says why the real name is wrong there. The
 * right side of a correction must exist.
 *
 * @returns The faults; empty when the suite is sound.
 */
export function checkSuiteNames(suite: EvalSuite, api: ApiNames): SuiteFault[] {
  const faults: SuiteFault[] = [];
  for (const [index, item] of suite.cases.entries()) {
    const at = ["cases", index];
    const wanted = [
      ...item.expected.map((name, place) => ({ ...name, path: [...at, "expected", place] })),
      ...item.expectedAny.flatMap((group, place) =>
        group.map((name, member) => ({ ...name, path: [...at, "expectedAny", place, member] })),
      ),
    ];
    const forbidden = new Set(item.forbidden.map(keyOf));
    for (const { path, ...name } of wanted) {
      if (!api.has(name.name, name.kind)) {
        faults.push({ path, message: `Case ${item.id} expects ${called(name)}, which the API does not have.` });
      }
      if (forbidden.has(keyOf(name))) {
        faults.push({ path, message: `Case ${item.id} both expects and forbids ${name.name}.` });
      }
    }
    for (const [place, name] of item.forbidden.entries()) {
      if (name.because !== undefined || !api.has(name.name, name.kind)) continue;
      const message = `Case ${item.id} forbids ${called(name)}, which is real. Say \`because\`, or take it out.`;
      faults.push({ path: [...at, "forbidden", place], message });
    }
  }
  for (const [index, { correct }] of suite.corrections.entries()) {
    if (api.has(correct)) continue;
    const message = `A correction names ${correct} as right, but the API does not have it.`;
    faults.push({ path: ["corrections", index, "correct"], message });
  }
  return faults;
}

function called({ name, kind }: SuiteName): string {
  return kind === undefined ? name : `the ${kind} ${name}`;
}

function keyOf({ name, kind }: SuiteName): string {
  return `${kind ?? ""}:${name}`;
}
