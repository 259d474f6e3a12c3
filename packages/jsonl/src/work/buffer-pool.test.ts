import { describe, expect, it } from "@jest/globals";
import { BufferPool } from "./buffer-pool.ts";

describe("BufferPool", () => {
  it("hands out memory again that was given back", () => {
    const pool = new BufferPool();
    const first = pool.take(1000);
    expect(first.length).toBeGreaterThanOrEqual(1000);
    const { buffer } = first;
    expect(pool.take(1000).buffer).not.toBe(buffer);
    pool.give(first.subarray(10, 20));
    expect(pool.take(500).buffer).toBe(buffer);
  });

  it("keeps memory back until each of its users has given it back", () => {
    const pool = new BufferPool();
    const shared = pool.take(1);
    pool.share(shared);
    pool.give(shared);
    expect(pool.take(1).buffer).not.toBe(shared.buffer);
    pool.give(shared);
    expect(pool.take(1).buffer).toBe(shared.buffer);
  });

  it("never hands out memory that is not its own", () => {
    const pool = new BufferPool();
    const foreign = Buffer.alloc(100);
    pool.give(foreign);
    expect(pool.take(1).buffer).not.toBe(foreign.buffer);
    const large = pool.take(50_000_000);
    pool.give(large);
    expect(pool.take(1).buffer).not.toBe(large.buffer);
  });
});
