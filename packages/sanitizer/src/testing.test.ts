import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { loadRulePacks, parseRulePack } from "./rules/load-rule-pack.ts";
import { describeRulePack } from "./testing.ts";

// The project's own packs, as a user's suite would test them.
for (const pack of await loadRulePacks([join(import.meta.dirname, "../../../data/rules")])) {
  describeRulePack(pack, { describe, it });
}

describe("describeRulePack()", () => {
  it("fails with the place and the outcome of an example", () => {
    const pack = parseRulePack(
      'version: 1\npack: x\nrules:\n  - id: x\n    message: m\n    match: {kind: call, name: X}\n    fix: Y\n    examples:\n      - before: "Z();"\n        after: "Y();"\n      - keep: "X();"\n',
      "x.yaml",
    );
    const failures: string[] = [];
    const framework = {
      describe: (_name: string, body: () => void) => body(),
      it: (name: string, body: () => void | Promise<void>) => {
        if (name === "is sound") return;
        try {
          void body();
        } catch (error) {
          failures.push(`${name}: ${(error as Error).message}`);
        }
      },
    };
    describeRulePack(pack, framework);
    expect(failures).toEqual([
      "x fixes example 1: x.yaml:9:9: missing: the text did not change",
      "x keeps example 2: x.yaml:11:9: noisy: X was changed",
    ]);
  });
});
