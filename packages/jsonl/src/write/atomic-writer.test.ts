import { execFileSync } from "node:child_process";
import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  AtomicWriter,
  hashFile,
  mapOrdered,
  readJsonl,
  RejectsWriter,
  removeRejects,
  toOutputError,
  writeFileAtomic,
} from "../index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-writer-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("AtomicWriter", () => {
  it("replaces the old file only when the new one is whole", async () => {
    const path = join(folder, "out.jsonl");
    await writeFile(path, "old");
    const writer = await AtomicWriter.open(path, { bufferBytes: 4 });
    await writer.write("new content\n");
    expect(await readFile(path, "utf8")).toBe("old");
    await writer.commit();
    expect(await readFile(path, "utf8")).toBe("new content\n");
    expect(await readdir(folder)).toEqual(["out.jsonl"]);
    expect(writer.sha256).toBe(createHash("sha256").update("new content\n").digest("hex"));
  });

  it("is whole when the disk began before the end, and may be finished before it is moved", async () => {
    const path = join(folder, "large.jsonl");
    const writer = await AtomicWriter.open(path);
    const piece = Buffer.alloc(8 * 1024 * 1024, "line of text\n");
    const hash = createHash("sha256");
    for (let index = 0; index < 9; index += 1) {
      await writer.write(piece);
      hash.update(piece);
    }
    await writer.finish();
    expect(await readdir(folder)).toHaveLength(1);
    await expect(readFile(path)).rejects.toThrow("ENOENT");
    await writer.commit();
    expect(await hashFile(path)).toBe(hash.digest("hex"));
    expect(await readdir(folder)).toEqual(["large.jsonl"]);
  });

  it("leaves no trace when it is given up", async () => {
    const path = join(folder, "out.jsonl");
    {
      await using writer = await AtomicWriter.open(path);
      await writer.write("half");
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["gzip", "out.gz", gunzipSync],
    ["zstd", "out.zst", zstdDecompressSync],
  ])("packs %s by extension", async (_name, name, unpack) => {
    const text = "0123456789\n".repeat(50_000);
    await writeFileAtomic(join(folder, name), text);
    expect(unpack(await readFile(join(folder, name))).toString()).toBe(text);
  });

  it("writes through a link, and keeps the permissions of the file that it replaces", async () => {
    const path = join(folder, "out.jsonl");
    const link = join(folder, "link.jsonl");
    await writeFile(path, "old", { mode: 0o600 });
    await symlink("out.jsonl", link);
    await writeFileAtomic(link, "new");
    expect(await readFile(path, "utf8")).toBe("new");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect((await readdir(folder)).toSorted()).toEqual(["link.jsonl", "out.jsonl"]);
  });

  it("writes into a device, and does not put a file in its place", async () => {
    await writeFileAtomic("/dev/null", "gone");
    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
  });

  it("writes into a pipe what a program reads from it", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const reading = readFile(path, "utf8");
    await writeFileAtomic(path, "one line\n");
    expect(await reading).toBe("one line\n");
    expect(await readdir(folder)).toEqual(["pipe"]);
  });

  it("takes a name of 255 bytes, the longest that file systems know", async () => {
    const name = `${"ü".repeat(125)}.json`;
    await writeFileAtomic(join(folder, name), "x");
    expect(await readdir(folder)).toEqual([name]);
  });

  it("makes the folder", async () => {
    await writeFileAtomic(join(folder, "a", "b", "c.txt"), "x");
    expect(await readFile(join(folder, "a", "b", "c.txt"), "utf8")).toBe("x");
  });

  it("says that a file stands in the way of a folder, and keeps it", async () => {
    await writeFile(join(folder, "a"), "x");
    await expect(writeFileAtomic(join(folder, "a", "b.txt"), "y")).rejects.toMatchObject({
      code: "OUTPUT_UNWRITABLE",
      message: expect.stringContaining("a file stands where a folder has to be"),
    });
    expect(await readFile(join(folder, "a"), "utf8")).toBe("x");
  });

  it("says in one line that a path is a folder, and keeps it", async () => {
    await expect(writeFileAtomic(folder, "x")).rejects.toMatchObject({ code: "OUTPUT_UNWRITABLE" });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["ENOSPC", "NO_SPACE", "Cannot write f: the disk is full. Nothing was replaced."],
    ["EACCES", "OUTPUT_UNWRITABLE", "Cannot write f: permission denied."],
    ["ENOTDIR", "OUTPUT_UNWRITABLE", "Cannot write f: a file stands where a folder has to be."],
    ["EEXIST", "OUTPUT_UNWRITABLE", "Cannot write f: a file stands where a folder has to be."],
    ["ENAMETOOLONG", "OUTPUT_UNWRITABLE", "Cannot write f: the name is too long."],
  ])("turns %s into a clear line", (code, expected, message) => {
    expect(toOutputError(Object.assign(new Error("x"), { code }), "f")).toMatchObject({ code: expected, message });
  });

  it("leaves an error alone that is clear already", () => {
    const clear = toOutputError(Object.assign(new Error("x"), { code: "ENOSPC" }), "f");
    expect(toOutputError(clear, "folder")).toBe(clear);
  });

  it("hashes a file as it lies on disk", async () => {
    await writeFileAtomic(join(folder, "x"), "abc");
    // FIPS 180-4, the one-block example.
    expect(await hashFile(join(folder, "x"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe("RejectsWriter", () => {
  it("keeps text as text and other bytes as base64", async () => {
    const path = join(folder, "rejects.jsonl");
    const rejects = new RejectsWriter(path);
    await rejects.add({ file: "a", line: 1, issues: [], bytes: Buffer.from("{bad\n") });
    await rejects.add({ file: "a", line: 2, issues: [], bytes: Buffer.from([0xff]) });
    await rejects.commit();
    const values = [];
    for await (const item of readJsonl(path)) if (item.kind === "record") values.push(item.value);
    expect(values).toEqual([
      { file: "a", line: 1, issues: [], record: "{bad" },
      { file: "a", line: 2, issues: [], recordBase64: "/w==" },
    ]);
  });

  it("makes no file when nothing is refused", async () => {
    const rejects = new RejectsWriter(join(folder, "rejects.jsonl"));
    await rejects.commit();
    expect(await readdir(folder)).toEqual([]);
  });

  it("leaves a file that can be taken away once nothing is rejected, and no other one can", async () => {
    const path = join(folder, "rejects.jsonl");
    const rejects = new RejectsWriter(path);
    await rejects.add({ file: "a", line: 1, issues: [], bytes: Buffer.from("{bad\n") });
    await rejects.commit();
    await writeFileAtomic(join(folder, "data.jsonl"), '{"messages":[]}\n');
    for (const name of ["rejects.jsonl", "data.jsonl", ".", "missing"]) await removeRejects(join(folder, name));
    expect(await readdir(folder)).toEqual(["data.jsonl"]);
  });
});

describe("mapOrdered()", () => {
  it("keeps the order and the bound", async () => {
    let underWay = 0;
    let most = 0;
    const waits = [5, 1, 4, 2, 3, 0];
    const results = [];
    const map = async (turns: number): Promise<number> => {
      underWay += 1;
      most = Math.max(most, underWay);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      underWay -= 1;
      return turns;
    };
    for await (const result of mapOrdered(waits, map, { concurrency: 3 })) results.push(result);
    expect(results).toEqual(waits);
    expect(most).toBeLessThanOrEqual(3);
  });

  it("throws the first failure in order", async () => {
    const map = (n: number): Promise<number> => (n > 1 ? Promise.reject(new Error(`no ${n}`)) : Promise.resolve(n));
    const run = async (): Promise<number[]> => Array.fromAsync(mapOrdered([1, 2, 3], map, { concurrency: 3 }));
    await expect(run()).rejects.toThrow("no 2");
  });
});
