import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { inspectAnswer, type LoadedSuite, loadSuite, scoreAnswer } from "@tunewright/evals";
import { createCodeInspector, loadRulePacks } from "@tunewright/sanitizer";
import type { CodeInspector } from "@tunewright/schema";
import { loadApiIndex } from "@tunewright/sourcepawn";

/** One answer, and what a person who read it says. */
interface JudgedAnswer {
  readonly case: string;
  readonly title: string;
  readonly passes: boolean;
  /** Requirements that it does not meet. */
  readonly missing?: readonly string[];
  /** Forbidden names that it uses. */
  readonly forbidden?: readonly string[];
  readonly answer: string;
}

const data = join(import.meta.dirname, "../../../../data");
const folder = join(import.meta.dirname, "../../fixtures/judged-answers");
const answers = readdirSync(folder).flatMap(
  (name) => parse(readFileSync(join(folder, name), "utf8")) as JudgedAnswer[],
);

describe("the suite on answers that a person judged", () => {
  let loaded: LoadedSuite;
  let inspector: CodeInspector;

  beforeAll(async () => {
    const packs = await loadRulePacks([join(data, "rules")]);
    inspector = createCodeInspector(
      packs.map(({ pack }) => pack),
      await loadApiIndex(join(data, "api/l4d2-sourcemod-1.12.json")),
    );
    loaded = await loadSuite(join(data, "suites/l4d2-full.yaml"));
  });

  it.each(answers)("$case › $title", ({ case: id, passes, missing = [], forbidden = [], answer }) => {
    const evalCase = loaded.suite.cases.find((item) => item.id === id);
    if (evalCase === undefined) throw new RangeError(`There is no case ${id}.`);
    const score = scoreAnswer(evalCase, inspectAnswer(inspector, answer));
    expect({ passes: score.passed, missing: score.requirements.missing, forbidden: score.forbidden.names }).toEqual({
      passes,
      missing,
      forbidden,
    });
  });
});
