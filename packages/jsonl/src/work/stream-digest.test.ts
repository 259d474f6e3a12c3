import { describe, expect, it } from "@jest/globals";
import { DigestThread, localDigest, type StreamDigest } from "./stream-digest.ts";

// FIPS 180-2, appendix B.1 and B.2.
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const alphabet = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";

function feed(digest: StreamDigest, text: string): void {
  for (const letter of text) digest.update(Buffer.from(letter));
}

describe("localDigest()", () => {
  it("gives the published digest", async () => {
    const digest = localDigest();
    feed(digest, "abc");
    expect(await digest.hex()).toBe(abc);
  });
});

describe("DigestThread", () => {
  it("keeps its digests apart and gives the published ones", async () => {
    const thread = new DigestThread();
    const first = thread.begin();
    const second = thread.begin();
    feed(first, "ab");
    feed(second, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    feed(first, "c");
    expect(await Promise.all([first.hex(), second.hex()])).toEqual([abc, alphabet]);
    await thread.close();
  });

  it("says when bytes were read, so that shared memory can be filled anew", async () => {
    const thread = new DigestThread();
    const digest = thread.begin();
    const bytes = Buffer.from(new SharedArrayBuffer(1));
    for (const letter of "abc") {
      bytes.write(letter);
      await new Promise<void>((resolve) => digest.update(bytes, resolve));
    }
    expect(await digest.hex()).toBe(abc);
    await thread.close();
  });
});
