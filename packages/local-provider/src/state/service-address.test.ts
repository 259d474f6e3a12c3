import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { startLocalProvider } from "../start-local-provider.ts";
import { findRunningProvider } from "./service-address.ts";
import { lockState } from "./state-lock.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-state-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** No process has it: it is above the largest id that Linux gives. */
const deadProcess = 4_194_305;

describe("findRunningProvider()", () => {
  it("finds the service of a folder while it runs, and nothing before and after", async () => {
    expect(await findRunningProvider(folder)).toBeUndefined();
    const service = await startLocalProvider({ stateDirectory: folder });
    expect(await findRunningProvider(folder)).toEqual({ processId: process.pid, baseUrl: service.baseUrl });
    await service.close();
    expect(await findRunningProvider(folder)).toBeUndefined();
  });

  it.each([
    { what: "a killed service", lock: `${deadProcess}\n`, address: deadProcess },
    { what: "a service before the one that starts now", lock: `${process.pid}\n`, address: deadProcess },
  ])("does not believe the address of $what", async ({ lock, address }) => {
    await writeFile(join(folder, "lock"), lock);
    const left = { version: 1, process_id: address, url: "http://127.0.0.1:1" };
    await writeFile(join(folder, "address.json"), JSON.stringify(left));
    expect(await findRunningProvider(folder)).toBeUndefined();
  });
});

describe("lockState()", () => {
  it("takes over from a dead process, and leaves nothing behind when it is released", async () => {
    await writeFile(join(folder, "lock"), `${deadProcess}\n`);
    const lock = await lockState(folder);
    await expect(lockState(folder)).rejects.toMatchObject({ code: "SERVER_REFUSED" });
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(["", "no number\n"])("takes over a lock that says %j", async (text) => {
    await writeFile(join(folder, "lock"), text);
    await (await lockState(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it("refuses while a process that runs holds the folder, and names it", async () => {
    await writeFile(join(folder, "lock"), "1\n");
    await expect(lockState(folder)).rejects.toMatchObject({
      code: "SERVER_REFUSED",
      message: expect.stringContaining("process id 1 holds it"),
    });
    expect(await readdir(folder)).toEqual(["lock"]);
  });
});
