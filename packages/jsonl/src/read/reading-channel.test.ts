import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openSource } from "./open-source.ts";
import { type PieceRead, readingChannel } from "./reading-channel.ts";

let folder: string;
let pieces: PieceRead[];
const listen = (piece: unknown): void => {
  pieces.push(piece as PieceRead);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tunewright-reading-"));
  pieces = [];
  readingChannel.subscribe(listen);
});
afterEach(() => {
  readingChannel.unsubscribe(listen);
  rmSync(folder, { recursive: true });
});

async function readAll(source: Parameters<typeof openSource>[0], chunkBytes: number): Promise<void> {
  for await (const _piece of openSource(source, { chunkBytes }));
}

describe("readingChannel", () => {
  it("tells of each piece of a file", async () => {
    const path = join(folder, "a.jsonl");
    writeFileSync(path, "x".repeat(25));
    await readAll(path, 10);
    expect(pieces).toEqual([10, 10, 5].map((bytes) => ({ path, bytes })));
  });

  it("counts a packed file as it lies on disk, so that its size is the whole", async () => {
    const path = join(folder, "a.jsonl.gz");
    const packed = gzipSync("x".repeat(10_000));
    writeFileSync(path, packed);
    await readAll(path, 1_000_000);
    expect(pieces.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(packed.length);
  });

  it("tells of a stream under the name of standard input", async () => {
    await readAll(Readable.from([Buffer.from("12345")]), 10);
    expect(pieces).toEqual([{ path: "-", bytes: 5 }]);
  });
});
