import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { StepStore } from "./step-store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-steps-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("runs a step once, and again when its key or its output changes", async () => {
  let runs = 0;
  const step = (input: string) => ({
    name: "copy",
    key: { input },
    run: async () => {
      runs += 1;
      await writeFile(join(folder, "out.txt"), input);
      return { outputs: ["out.txt"], summary: `copied ${input}` };
    },
  });
  const store = new StepStore(folder);
  expect(await store.run(step("a"))).toMatchObject({ skipped: false, summary: "copied a" });
  expect(await new StepStore(folder).run(step("a"))).toMatchObject({ skipped: true, summary: "copied a" });
  expect(await store.run(step("b"))).toMatchObject({ skipped: false });
  await writeFile(join(folder, "out.txt"), "somebody's edit");
  expect(await store.run(step("b"))).toMatchObject({ skipped: false });
  expect(runs).toBe(3);
});

it("runs everything when its own record is damaged", async () => {
  const store = new StepStore(folder);
  await writeFile(join(folder, "steps.json"), "{");
  const outcome = await store.run({ name: "x", key: {}, run: async () => ({ outputs: [], summary: "done" }) });
  expect(outcome.skipped).toBe(false);
});
