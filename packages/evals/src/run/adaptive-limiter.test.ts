import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { AdaptiveLimiter } from "./adaptive-limiter.ts";

const signal = new AbortController().signal;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe("AdaptiveLimiter", () => {
  it("never has more under way than its limit", async () => {
    const limiter = new AdaptiveLimiter({ start: 3 });
    let active = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      most = Math.max(most, ++active);
      await new Promise<void>((resolve) => setTimeout(resolve, 10));
      active--;
    };
    const all = Promise.all(Array.from({ length: 10 }, () => limiter.run(task, signal)));
    await jest.advanceTimersByTimeAsync(100);
    await all;
    expect(most).toBe(3);
  });

  it("takes one more after a full round without a refusal, up to the most", () => {
    const limiter = new AdaptiveLimiter({ start: 2, most: 3 });
    limiter.succeeded();
    expect(limiter.limit).toBe(2);
    limiter.succeeded();
    expect(limiter.limit).toBe(3);
    for (let i = 0; i < 20; i++) limiter.succeeded();
    expect(limiter.limit).toBe(3);
  });

  it("takes half as many after a refusal, once for a whole burst, and pauses everybody", async () => {
    const limiter = new AdaptiveLimiter({ start: 16 });
    for (let i = 0; i < 16; i++) limiter.slowDown(1000);
    expect({ limit: limiter.limit, refusals: limiter.refusals }).toEqual({ limit: 8, refusals: 1 });
    let started = 0;
    const all = Promise.all(Array.from({ length: 8 }, () => limiter.run(() => Promise.resolve(started++), signal)));
    await jest.advanceTimersByTimeAsync(999);
    expect(started).toBe(0);
    await jest.advanceTimersByTimeAsync(1);
    await all;
    expect(started).toBe(8);
    limiter.slowDown(0);
    expect(limiter.limit).toBe(4);
    for (let i = 0; i < 9; i++) limiter.slowDown(0);
    expect({ limit: limiter.limit, refusals: limiter.refusals }).toEqual({ limit: 1, refusals: 11 });
    limiter.succeeded();
    expect(limiter.refusals).toBe(0);
  });

  it("pauses no longer than it was told, wherever the clock jumps meanwhile", async () => {
    const limiter = new AdaptiveLimiter();
    limiter.slowDown(1000);
    jest.setSystemTime(Date.now() - 3_600_000);
    let started = 0;
    const done = limiter.run(() => Promise.resolve(started++), signal);
    await jest.advanceTimersByTimeAsync(1000);
    expect(started).toBe(1);
    await done;
  });

  it("starts no more after a pause than the lowered limit, though more had waited for it", async () => {
    const limiter = new AdaptiveLimiter({ start: 4 });
    let active = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      most = Math.max(most, ++active);
      await new Promise<void>((resolve) => setTimeout(resolve, 10));
      active--;
    };
    limiter.slowDown(1000);
    const all = Promise.all(Array.from({ length: 6 }, () => limiter.run(task, signal)));
    await jest.advanceTimersByTimeAsync(1100);
    await all;
    expect(most).toBe(2);
  });

  it("lets go of those who wait for a place or for the end of a pause when it is aborted", async () => {
    const limiter = new AdaptiveLimiter({ start: 1 });
    const abort = new AbortController();
    const first = limiter.run(() => new Promise<void>((resolve) => setTimeout(resolve, 10)), abort.signal);
    const others = Promise.allSettled(
      Array.from({ length: 3 }, () => limiter.run(() => Promise.resolve(), abort.signal)),
    );
    limiter.slowDown(60_000);
    abort.abort(new Error("stop"));
    await jest.advanceTimersByTimeAsync(10);
    await first;
    await expect(limiter.run(() => Promise.resolve(), abort.signal)).rejects.toThrow("stop");
    expect((await others).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
