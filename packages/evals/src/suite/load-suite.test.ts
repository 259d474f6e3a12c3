import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { PipelineError } from "@tunewright/schema/errors";
import type { ApiNames } from "./check-suite-names.ts";
import { loadSuite } from "./load-suite.ts";

const suites = path.join(import.meta.dirname, "../../../../data/suites");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "suite-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function save(text: string, name = "suite.yaml"): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

const head = "version: 1\nid: s\ntitle: S\ncategories: { c: C }\n";
const api: ApiNames = { has: (name) => ["GetRandomFloat", "tank_spawn", "m_flSpeed"].includes(name) };

describe("loadSuite()", () => {
  it("has the ten cases of the results table, in its order, with fifteen forbidden names", async () => {
    const { suite } = await loadSuite(path.join(suites, "l4d2-table.yaml"));
    expect(suite.cases.map(({ id }) => id)).toEqual([
      "speed_boost",
      "no_ff_panic",
      "kill_tracker",
      "saferoom_heal",
      "tank_announce",
      "hunter_pounce",
      "bile_tracker",
      "smoker_grab",
      "charger_carry",
      "random_timer",
    ]);
    expect(suite.cases.flatMap(({ forbidden }) => forbidden)).toHaveLength(15);
    expect(suite.quick).toHaveLength(3);
  });

  it("has the eighteen scenarios in their five categories, and three more of the table", async () => {
    const { suite } = await loadSuite(path.join(suites, "l4d2-full.yaml"));
    const byCategory = Object.groupBy(suite.cases, ({ category }) => category);
    const ids = Object.fromEntries(
      Object.entries(byCategory).map(([category, cases]) => [category, cases?.map(({ id }) => id).toSorted()]),
    );
    expect(ids).toEqual({
      "special-infected-events": [
        "bile_tracker",
        "charger_carry",
        "hunter_pounce",
        "jockey_ride",
        "smoker_grab",
        "spitter_spit",
        "tank_rock",
        "tank_spawn",
      ],
      "survivor-mechanics": ["friendly_fire", "speed_boost"],
      "map-events": ["finale_start", "gauntlet_run", "rescue_vehicle", "saferoom_heal", "witch_proximity"],
      "error-handling": ["entity_validation", "null_client_check"],
      "api-correctness": ["random_timer"],
      "further-scenarios": ["kill_tracker", "no_ff_panic", "tank_announce"],
    });
  });

  it("gives one hash for one meaning: comments and order of keys do not change it, a prompt does", async () => {
    const one = `${head}cases: [{ id: a, category: c, prompt: p }]\n`;
    const same = `# a comment\n${head}cases:\n  - id: a\n    prompt: p\n    category: c\n`;
    const hash = async (text: string): Promise<string> => (await loadSuite(await save(text))).sha256;
    expect(await hash(one)).toBe(await hash(same));
    expect(await hash(one.replace("prompt: p", "prompt: q"))).not.toBe(await hash(one));
  });

  it.each([
    { fault: "broken YAML", text: "version: 1\nid: [s", place: "2:" },
    { fault: "an unknown key", text: `${head}case: []\n`, place: /: 5:1 case: there is no such setting here/ },
    {
      fault: "a case without a prompt",
      text: `${head}cases:\n  - id: a\n    category: c\n`,
      place: "6:5 cases.0.prompt",
    },
    { fault: "an alias without an anchor", text: "version: 1\nid: *a\n", place: "2:5 this alias has no anchor" },
    { fault: "no cases", text: head, place: "no cases" },
    {
      fault: "a case twice",
      text: `${head}cases: [{ id: a, category: c, prompt: p }, { id: a, category: c, prompt: q }]`,
      place: "5:50 Case a is there twice",
    },
    {
      fault: "a category without title",
      text: `${head}cases: [{ id: a, category: x, prompt: p }]`,
      place: "5:28 Case a is of category x",
    },
    {
      fault: "a quick case that is none",
      text: `${head}quick: [b]\ncases: [{ id: a, category: c, prompt: p }]`,
      place: "5:9 The quick run names b",
    },
  ])("refuses $fault and says where", async ({ text, place }) => {
    const file = await save(text);
    await expect(loadSuite(file)).rejects.toMatchObject({ code: "SUITE_INVALID" });
    await expect(loadSuite(file)).rejects.toThrow(place);
  });

  it("refuses a category that every object knows by name, as it has no title", async () => {
    const file = await save(`${head}cases: [{ id: a, category: toString, prompt: p }]`);
    await expect(loadSuite(file)).rejects.toThrow("category toString, which has no title");
  });

  it("names the file and the place of a fault in the suite that one extends", async () => {
    const base = path.join(folder, "base.yaml");
    await writeFile(base, `${head}quick: [a]\ncases:\n  - { id: a, category: c, prompt: p, expected: [tank_rock] }\n`);
    const file = await save(`${head}extends: base.yaml\ncases:\n  - { id: a, category: c, prompt: p }\n`);
    const error = (await loadSuite(file, { api }).catch((cause: unknown) => cause)) as PipelineError;
    expect(error.details["faults"]).toEqual([
      "7:11 Case a is there twice.",
      `${base}:7:49 Case a expects tank_rock, which the API does not have.`,
    ]);
  });

  it("says in whole sentences that a file is another one", async () => {
    const file = await save("version: 1\npack: x\n");
    await expect(loadSuite(file)).rejects.toThrow(
      /cannot be used: 1:1 id: .+; 2:1 pack: there is no such setting here; remove it or correct its name\.$/,
    );
    await expect(loadSuite(await save(`${head}cases: []\n`))).rejects.toThrow(/cannot be used: It has no cases\.$/);
  });

  it("refuses a suite that extends itself, and one that is not there", async () => {
    const file = await save(`${head}extends: suite.yaml\n`);
    await expect(loadSuite(file)).rejects.toThrow("extends itself");
    await expect(loadSuite(path.join(folder, "none.yaml"))).rejects.toMatchObject({
      code: "INPUT_NOT_FOUND",
      message: expect.stringMatching(/none\.yaml: there is no such file\.$/),
    });
    await expect(loadSuite(folder)).rejects.toMatchObject({
      code: "INPUT_UNREADABLE",
      message: expect.stringMatching(/: it is a folder\.$/),
    });
  });

  it.each([
    {
      fault: "expects a name that does not exist",
      rest: "expected: [tank_rock]",
      says: "5:53 Case a expects tank_rock",
    },
    {
      fault: "forbids a real name without a reason",
      rest: "forbidden: [{ name: m_flSpeed, kind: netprop }]",
      says: "5:54 Case a forbids the netprop m_flSpeed, which is real",
    },
    {
      fault: "expects and forbids one name",
      rest: "expected: [tank_spawn], forbidden: [{ name: tank_spawn, because: x }]",
      says: "5:53 Case a both expects and forbids",
    },
  ])("refuses a case that $fault", async ({ rest, says }) => {
    const file = await save(`${head}cases: [{ id: a, category: c, prompt: p, ${rest} }]`);
    await expect(loadSuite(file, { api })).rejects.toThrow(says);
    const sound = `${head}cases: [{ id: a, category: c, prompt: p, expected: [tank_spawn] }]`;
    expect((await loadSuite(await save(sound), { api })).suite.cases).toHaveLength(1);
  });
});
