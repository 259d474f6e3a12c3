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
    expect(limiter.limit).toBe(8);
    let ready = false;
    const waiting = limiter.ready(signal).then(() => {
      ready = true;
    });
    await jest.advanceTimersByTimeAsync(999);
    expect(ready).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
    limiter.slowDown(0);
    expect(limiter.limit).toBe(4);
    for (let i = 0; i < 9; i++) limiter.slowDown(0);
    expect(limiter.limit).toBe(1);
  });

  it("lets go of those who wait when it is aborted", async () => {
    const limiter = new AdaptiveLimiter({ start: 1 });
    limiter.slowDown(60_000);
    const abort = new AbortController();
    const waiting = limiter.ready(abort.signal);
    abort.abort(new Error("stop"));
    await expect(waiting).rejects.toThrow("stop");
    expect(jest.getTimerCount()).toBe(0);
  });
});
