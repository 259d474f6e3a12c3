import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  compileRules,
  createSourcePawnAdapter,
  loadRulePacks,
  sanitizeExample,
} from "../../packages/sanitizer/src/index.ts";
import { buildSample } from "./build-sample.ts";

describe("the project's rules on the sample", () => {
  it("make exactly the repairs of the ledger and touch nothing that teaches", async () => {
    const packs = await loadRulePacks([join(import.meta.dirname, "../../data/rules")]);
    const table = compileRules(
      packs.map(({ pack }) => pack),
      { languages: [createSourcePawnAdapter()] },
    );
    const { files, ledger } = buildSample();
    const clean = buildSample({ injectMistakes: false });
    const repairs: string[] = [];
    const repaired = files.map(({ name, text }) => {
      const lines = text
        .trimEnd()
        .split("\n")
        .map((line, index) => {
          const { example, hits } = sanitizeExample(JSON.parse(line) as object, table);
          for (const { message, hit } of hits) {
            if (hit.after !== undefined) repairs.push(`${name}:${index + 1} ${message} ${hit.name} → ${hit.after}`);
          }
          return JSON.stringify(example);
        });
      return { name, text: `${lines.join("\n")}\n` };
    });
    const expected = ledger.injections.map(
      ({ file, line, message, wrong, right }) => `${file}:${line} ${message} ${wrong} → ${right}`,
    );
    expect(expected).toHaveLength(62);
    expect(repairs.sort()).toEqual(expected.sort());
    expect(repaired).toEqual(clean.files);
  });
});
