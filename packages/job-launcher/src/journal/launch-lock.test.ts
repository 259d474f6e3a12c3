import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { acquireLaunchLock } from "./launch-lock.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-lock-"));
  path = join(folder, "launch-v8");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("acquireLaunchLock()", () => {
  it("lets one in, and tells the other who is in and since when", async () => {
    await using _ = await acquireLaunchLock(path, "v8");
    const { pid, since } = JSON.parse(await readFile(`${path}.holder.json`, "utf8")) as { pid: number; since: string };
    await expect(acquireLaunchLock(path, "v8")).rejects.toMatchObject({
      code: "JOB_LOCKED",
      details: { version: "v8", pid, since },
      message: `Cannot launch v8: process ${process.pid}, since ${since} is launching it.`,
    });
  });

  it("is free again after it was released, twice over", async () => {
    const first = await acquireLaunchLock(path, "v8");
    await first.release();
    await first.release();
    await using _ = await acquireLaunchLock(path, "v8");
    expect((await readdir(folder)).filter((name) => name.endsWith(".gate.lock"))).toEqual([]);
  });

  it("takes over at once from a process that was killed, and leaves one that lives alone", async () => {
    const script = `import { acquireLaunchLock } from ${JSON.stringify(fileURLToPath(new URL("./launch-lock.ts", import.meta.url)))};
      await acquireLaunchLock(${JSON.stringify(path)}, "v8"); process.stdout.write("held"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--conditions=@tunewright/source", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await expect(acquireLaunchLock(path, "v8")).rejects.toMatchObject({
      code: "JOB_LOCKED",
      details: { pid: child.pid },
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    await using _ = await acquireLaunchLock(path, "v8");
  });

  it("leaves the lock with a process that was stopped, however old its last sign of life is", async () => {
    const script = `import { acquireLaunchLock } from ${JSON.stringify(fileURLToPath(new URL("./launch-lock.ts", import.meta.url)))};
      await acquireLaunchLock(${JSON.stringify(path)}, "v8"); process.stdout.write("held"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--conditions=@tunewright/source", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGSTOP");
    const hourAgo = Date.now() / 1000 - 3600;
    await utimes(`${path}.lock`, hourAgo, hourAgo);
    await expect(acquireLaunchLock(path, "v8")).rejects.toMatchObject({
      code: "JOB_LOCKED",
      details: { pid: child.pid },
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    await using _ = await acquireLaunchLock(path, "v8");
  });

  it("takes over an old lock whose holder's id belongs to another process by now", async () => {
    const mine = await acquireLaunchLock(path, "v8");
    const holder = JSON.parse(await readFile(`${path}.holder.json`, "utf8")) as Record<string, unknown>;
    await mine.release();
    await writeFile(`${path}.holder.json`, JSON.stringify({ ...holder, started: "1" }));
    await mkdir(`${path}.lock`);
    await utimes(`${path}.lock`, 0, 0);
    await using _ = await acquireLaunchLock(path, "v8");
  });

  it("lets in one of many that all see a dead holder", async () => {
    const dead = { pid: 2 ** 22 - 1, since: new Date().toISOString(), machine: "another" };
    const mine = await acquireLaunchLock(path, "v8");
    const holder = JSON.parse(await readFile(`${path}.holder.json`, "utf8")) as Record<string, unknown>;
    await mine.release();
    await writeFile(`${path}.holder.json`, JSON.stringify({ ...holder, pid: dead.pid }));
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLaunchLock(path, "v8")));
    const won = tries.filter((attempt) => attempt.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const attempt of won) await attempt.value.release();
  });
});
