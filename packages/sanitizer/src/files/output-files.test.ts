import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { localDigest, type StreamDigest } from "@tunewright/jsonl";
import { OutputFiles } from "./output-files.ts";
import type { SanitizeInput, SanitizeTarget } from "./sanitize-files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-output-"));
});
afterEach(() => rm(folder, { recursive: true }));

const inFolder = (name: string): string => join(folder, name);
const read = (name: string): Promise<string> => readFile(inFolder(name), "utf8");
const input = (name: string): SanitizeInput => ({ path: inFolder(name), name });

interface Written {
  readonly output: OutputFiles;
  readonly digest: StreamDigest;
  /** How often the memory of a batch was handed back. */
  readonly released: number;
}

/** Writes each input's batches; an input without a change is told so. */
async function write(
  target: SanitizeTarget,
  inputs: readonly (readonly [name: string, batches: readonly string[], changed?: boolean])[],
): Promise<Written> {
  const digest = localDigest();
  const output = new OutputFiles(target, digest);
  let released = 0;
  for (const [name, batches, changed = true] of inputs) {
    await output.open(input(name));
    for (const batch of batches) await output.write(Buffer.from(batch), () => (released += 1));
    output.close(changed);
  }
  await output.finish();
  return {
    output,
    digest,
    get released() {
      return released;
    },
  };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("OutputFiles", () => {
  it("joins inputs in one file, which appears at the end", async () => {
    const target = { kind: "file", path: inFolder("out.jsonl"), name: "out.jsonl" } as const;
    const { output, digest } = await write(target, [
      ["a", ["1\n", "2\n"]],
      ["b", ["3\n"]],
    ]);
    expect(output.name).toBe("out.jsonl");
    expect(await readdir(folder)).not.toContain("out.jsonl");
    await output.commit();
    expect(await readdir(folder)).toEqual(["out.jsonl"]);
    expect(await read("out.jsonl")).toBe("1\n2\n3\n");
    expect(await digest.hex()).toBe(sha256("1\n2\n3\n"));
  });

  it.each([
    ["a last line without an end", [["1"], ["2\n"]], "1\n2\n"],
    ["every last line without an end", [["1\n2"], ["3"]], "1\n2\n3"],
    ["a byte order mark in each", [["\ufeff1\n"], ["\ufeff2\n"]], "\ufeff1\n2\n"],
    ["a byte order mark behind a line without an end", [["1"], ["\ufeff2"]], "1\n2"],
    ["an input without records", [["1"], [], ["2"]], "1\n2"],
    [
      "a batch without records",
      [
        ["1", ""],
        ["", "2"],
      ],
      "1\n2",
    ],
    ["a first input without records", [[""], ["\ufeff1"]], "\ufeff1"],
    ["a line that goes over two batches", [["1", "2"], ["3"]], "12\n3"],
  ] as const)("joins %s", async (_name, inputs, expected) => {
    const target = { kind: "file", path: inFolder("out.jsonl"), name: "out.jsonl" } as const;
    const { output, digest } = await write(
      target,
      inputs.map((batches, index) => [`${index}`, batches]),
    );
    await output.commit();
    expect(await read("out.jsonl")).toBe(expected);
    expect(await digest.hex()).toBe(sha256(expected));
  });

  it("writes each input to a file of its name, as it is", async () => {
    const { output, digest } = await write({ kind: "folder", path: inFolder("clean"), name: "clean" }, [
      ["a.jsonl", ["\ufeff1"]],
      ["b.jsonl", ["\ufeff2\n"]],
    ]);
    await output.commit();
    expect(output.name).toBe("clean");
    expect([await read("clean/a.jsonl"), await read("clean/b.jsonl")]).toEqual(["\ufeff1", "\ufeff2\n"]);
    expect(await digest.hex()).toBe(sha256("\ufeff1\ufeff2\n"));
  });

  it("replaces inputs in place, and keeps what they were; one without a change stays as it is", async () => {
    for (const name of ["a", "b"]) await writeFile(inFolder(name), `old ${name}`);
    const { output } = await write({ kind: "in-place" }, [
      ["a", ["new"], true],
      ["b", ["old b"], false],
    ]);
    expect(output.name).toBe("(in place)");
    expect(await read("a")).toBe("old a");
    await output.commit();
    expect((await readdir(folder)).toSorted()).toEqual(["a", "a.bak", "b"]);
    expect([await read("a"), await read("a.bak"), await read("b")]).toEqual(["new", "old a", "old b"]);
  });

  it("hands bytes to a sink, in order", async () => {
    const seen: string[] = [];
    const sink: SanitizeTarget = {
      kind: "sink",
      name: "(standard output)",
      write: async (bytes) => {
        seen.push(Buffer.from(bytes).toString());
      },
    };
    const written = await write(sink, [
      ["a", ["1"]],
      ["b", ["2\n"]],
    ]);
    await written.output.commit();
    expect(seen).toEqual(["1", "\n", "2\n"]);
    expect(written.output.name).toBe("(standard output)");
    // A sink may keep what it was given.
    expect(written.released).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it("writes nothing where only a report is wanted, and hands the memory back", async () => {
    const written = await write({ kind: "none" }, [["a", ["1\n", "2\n"]]]);
    await written.output.commit();
    expect(written.output.name).toBeUndefined();
    expect(written.released).toBe(2);
    expect(await readdir(folder)).toEqual([]);
  });

  it("hands the memory of each batch back once it is written and hashed", async () => {
    const target = { kind: "file", path: inFolder("out.jsonl"), name: "out.jsonl" } as const;
    const written = await write(target, [["a", ["1\n", "", "2\n"]]]);
    expect(written.released).toBe(3);
    await written.output.abort();
  });

  it("leaves the old file as it was, and nothing beside it, when the run is given up", async () => {
    await writeFile(inFolder("out.jsonl"), "old");
    const target = { kind: "file", path: inFolder("out.jsonl"), name: "out.jsonl" } as const;
    const { output } = await write(target, [["a", ["new"]]]);
    await output.abort();
    expect(await readdir(folder)).toEqual(["out.jsonl"]);
    expect(await read("out.jsonl")).toBe("old");
  });

  it("says which backup cannot be written, and leaves the input as it was", async () => {
    await writeFile(inFolder("a"), "old");
    const { output } = await write({ kind: "in-place" }, [["a", ["new"]]]);
    // The folder in its place is in the way.
    await mkdir(inFolder("a.bak"));
    await expect(output.commit()).rejects.toMatchObject({ name: "PipelineError" });
    await output.abort();
    expect(await read("a")).toBe("old");
    expect((await readdir(folder)).toSorted()).toEqual(["a", "a.bak"]);
  });
});
