/**
 * Runs what the retraining guide leaves to a scheduler: the line of cron, as cron would, and the steps of the workflow, as a runner would.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { guideBlocks, installForGuides, typeCommands } from "./guide-shell.ts";

interface Workflow {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] };
  readonly jobs: { readonly retrain: { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] } };
}

const guide = "scripted-retraining.md";
let folder: string;
let project: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tunewright-retraining-"));
  installForGuides(folder);
  const [begin = "", script = ""] = guideBlocks(guide, "sh");
  expect(typeCommands(folder, folder, `${begin}\n${script}`)).toEqual({ status: 0, stderr: "" });
  project = join(folder, "model");
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a line of shell with the environment that a scheduler gives and nothing else. */
function run(line: string, path: string): { readonly status: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync("/bin/sh", ["-c", line], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: path, HOME: folder, SHELL: "/bin/sh", LOGNAME: "retrain" },
  });
  return { status, stderr };
}

describe("the retraining guide", () => {
  it("has a line for cron that finds the command, runs once at a time and keeps a log", () => {
    const [block = ""] = guideBlocks(guide, "cron");
    const [setting = "", line = ""] = block.trim().split("\n");
    // Cron gives its commands no more of a path than this, unless the table says so.
    expect(setting).toMatch(/^PATH=.*\/usr\/local\/bin/);
    const [, times = "", command = ""] = /^((?:\S+\s+){5})(.*)$/.exec(line) ?? [];
    expect(times.trim()).toBe("0 3 * * 1");
    // A bare % ends a command of cron.
    expect(command).not.toMatch(/(?<!\\)%/);
    writeFileSync(join(folder, "key"), "");
    const here = command.replace("/srv/model", project).replace("/etc/tunewright.key", join(folder, "key"));
    const path = setting.slice("PATH=".length).replace("/usr/local/bin", join(folder, "bin"));
    expect(run(here, path)).toEqual({ status: 0, stderr: "" });
    expect(readFileSync(join(project, "retrain.log"), "utf8")).toBe("Nothing has changed.\n");
    const locked = `cd ${project} && flock -n .retrain sh -c '${here.replaceAll("'", `'\\''`)}'`;
    expect(run(locked, path)).toEqual({ status: 1, stderr: "" });
    expect(readFileSync(join(project, "retrain.log"), "utf8")).toBe("Nothing has changed.\n");
  }, 120_000);

  it("has a workflow whose steps run, and commit and push what was made", () => {
    const [block = ""] = guideBlocks(guide, "yaml");
    const { on, jobs } = parse(block) as Workflow;
    expect(on.schedule).toEqual([{ cron: "0 3 * * 1" }]);
    const remote = join(folder, "remote.git");
    mkdirSync(remote);
    const git = (...args: string[]): string =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@localhost", ...args], {
        cwd: project,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
        env: { PATH: process.env["PATH"] ?? "", HOME: folder },
      });
    git("init", "--bare", "--initial-branch=main", remote);
    git("init", "--initial-branch=main");
    git("add", "--all");
    git("commit", "--message", "Begin");
    git("remote", "add", "origin", remote);
    git("push", "--set-upstream", "origin", "main");
    const steps = jobs.retrain.steps.flatMap((step) => step.run ?? []);
    // The command is there already.
    expect(steps[0]).toBe("npm install --global tunewright");
    const more = {
      messages: [
        { role: "user", content: "Ring." },
        { role: "assistant", content: "RingBell(1);" },
      ],
    };
    writeFileSync(join(project, "raw", "more.jsonl"), `${JSON.stringify(more)}\n`);
    const path = `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`;
    for (const step of steps.slice(1)) {
      expect(run(`cd ${project} && set -e; ${step}`, path)).toMatchObject({ status: 0 });
    }
    expect(git("log", "--format=%s", "origin/main")).toBe("Retrained\nBegin\n");
    const pushed = git("ls-tree", "-r", "--name-only", "origin/main");
    expect(pushed).toMatch(/finetune_job_v2\.json/);
    // Again without anything new: the step that commits has nothing to do and does not fail.
    for (const step of steps.slice(1))
      expect(run(`cd ${project} && set -e; ${step}`, path)).toMatchObject({ status: 0 });
  }, 180_000);
});
