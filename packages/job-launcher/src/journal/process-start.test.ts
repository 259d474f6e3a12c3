import { expect, it } from "@jest/globals";
import { processStart } from "./process-start.ts";

it("tells the same of a process each time, and nothing of one that is not there", async () => {
  const own = await processStart(process.pid);
  expect(own).toMatch(/^\d+$/);
  expect(await processStart(process.pid)).toBe(own);
  // Process 1 began with the machine, or with the container.
  expect(Number(await processStart(1))).toBeLessThanOrEqual(Number(own));
  expect(await processStart(2 ** 22 + 1)).toBeUndefined();
});
