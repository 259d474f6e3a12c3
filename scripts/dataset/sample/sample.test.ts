import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { buildSample } from "../build-sample.ts";

const rawFolder = join(import.meta.dirname, "../../../data/raw");

describe("buildSample()", () => {
  const { files, ledger } = buildSample();
  const records = files.flatMap(({ text }) => text.trimEnd().split("\n"));

  it("gives 697 records in six files, none of them twice", () => {
    expect(files).toHaveLength(6);
    expect(records).toHaveLength(697);
    expect(new Set(records).size).toBe(697);
  });

  it("gives what is committed in data/raw", () => {
    for (const { name, text } of files) {
      expect(readFileSync(join(rawFolder, name), "utf8")).toBe(text);
    }
  });

  it("holds 62 wrong references in 35 records of the security file", () => {
    expect(ledger.injections).toHaveLength(62);
    expect(new Set(ledger.injections.map(({ line }) => line)).size).toBe(35);
    expect(new Set(ledger.injections.map(({ file }) => file))).toEqual(new Set(["security.jsonl"]));
    expect(new Set(ledger.injections.map(({ wrong, right }) => `${wrong} ${right}`))).toEqual(
      new Set([
        "RandomFloat GetRandomFloat",
        "RandomInt GetRandomInt",
        "m_flSpeed m_flLaggedMovementValue",
        "pounce lunge_pounce",
        "smoker_tongue_grab tongue_grab",
        "charger_grab charger_carry_start",
        "boomer_vomit player_now_it",
      ]),
    );
  });

  it("teaches wrong names in at least 45 texts that no injection touches", () => {
    const places = new Set(ledger.teachings.map(({ file, line, message }) => `${file}:${line}:${message}`));
    expect(places.size).toBeGreaterThanOrEqual(45);
  });

  it("differs from the repaired sample in the injected records only", () => {
    const repaired = buildSample({ injectMistakes: false });
    const changed = files.flatMap(({ name, text }, index) => {
      const right = repaired.files[index]?.text.split("\n") ?? [];
      return text.split("\n").flatMap((line, at) => (line === right[at] ? [] : [`${name}:${at + 1}`]));
    });
    expect(new Set(changed)).toEqual(new Set(ledger.injections.map(({ file, line }) => `${file}:${line}`)));
    expect(repaired.ledger.injections).toEqual([]);
  });
});
