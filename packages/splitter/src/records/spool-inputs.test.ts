import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { TestFolder } from "../testing/chat-lines.ts";
import { spoolInputs } from "./spool-inputs.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

it("leaves files that can be read twice where they are", async () => {
  const inputs = [{ path: await folder.write("a.jsonl", ["1"]), name: "a" }, { path: folder.at("nowhere.jsonl") }];
  await using spooled = await spoolInputs(inputs);
  expect(spooled.inputs).toBe(inputs);
});

it("keeps standard input and pipes until nobody needs them, under their own names and in their place", async () => {
  const [pipe, file] = [folder.at("pipe"), { path: await folder.write("b.jsonl", ["2"]) }];
  execFileSync("mkfifo", [pipe]);
  const written = writeFile(pipe, "from the pipe\n");
  const spooled = await spoolInputs(
    [{ path: "-" }, file, { path: pipe, name: "piped" }],
    Readable.from([Buffer.from("typed\n")]),
  );
  await written;
  const [first, second, third] = spooled.inputs;
  expect([first?.name, third?.name]).toEqual(["-", "piped"]);
  expect(second).toBe(file);
  expect(await readFile(first?.path ?? "", "utf8")).toBe("typed\n");
  expect(await readFile(third?.path ?? "", "utf8")).toBe("from the pipe\n");
  await spooled[Symbol.asyncDispose]();
  await expect(stat(dirname(first?.path ?? ""))).rejects.toThrow("ENOENT");
});

it("fails with standard input, and leaves nothing behind", async () => {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder.at("temporary");
  await mkdir(folder.at("temporary"));
  try {
    const broken = new Readable({
      read() {
        this.destroy(new Error("gone"));
      },
    });
    await expect(spoolInputs([{ path: "-" }], broken)).rejects.toMatchObject({ code: "INPUT_UNREADABLE" });
    expect(await readdir(folder.at("temporary"))).toEqual([]);
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
});
