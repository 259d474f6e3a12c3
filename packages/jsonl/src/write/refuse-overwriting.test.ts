import { link, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { refuseOverwriting } from "../index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-overwrite-"));
  await writeFile(join(folder, "in.jsonl"), "");
  await symlink("in.jsonl", join(folder, "soft.jsonl"));
  await link(join(folder, "in.jsonl"), join(folder, "hard.jsonl"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("refuseOverwriting()", () => {
  it.each([
    { title: "the same path", inputs: ["in.jsonl"], outputs: ["in.jsonl"] },
    { title: "another way to write the path", inputs: ["./x/../in.jsonl"], outputs: ["in.jsonl"] },
    { title: "a symbolic link to the input", inputs: ["in.jsonl"], outputs: ["soft.jsonl"] },
    { title: "the file behind a link that is read", inputs: ["soft.jsonl"], outputs: ["in.jsonl"] },
    { title: "a hard link to the input", inputs: ["in.jsonl"], outputs: ["hard.jsonl"] },
    { title: "two outputs in one new file", inputs: ["in.jsonl"], outputs: ["new.json", "new.json"] },
  ])("refuses $title", async ({ inputs, outputs }) => {
    const at = (name: string): string => `${folder}/${name}`;
    await expect(refuseOverwriting({ inputs: inputs.map(at), outputs: outputs.map(at) })).rejects.toMatchObject({
      code: "USAGE",
    });
  });

  it("lets pass what differs, what is not written, standard input and devices", async () => {
    await refuseOverwriting({
      inputs: ["-", join(folder, "in.jsonl")],
      outputs: [join(folder, "out.jsonl"), undefined, "/dev/null", "/dev/null"],
    });
  });
});
