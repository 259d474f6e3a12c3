import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "@jest/globals";
import type { Command } from "commander";
import { commands, commandsFor } from "../commands/index.ts";
import type { CliContext } from "../context.ts";
import { buildProgram, main } from "../main.ts";
import { runCli } from "../testing/run-cli.ts";
import { spawnCli } from "../testing/spawn-cli.ts";

/** Every command that help lists, by its words. */
function listed(command: Command, words: readonly string[] = []): [string, Command][] {
  const inner = command.createHelp().visibleCommands(command);
  return inner
    .filter((child) => child.name() !== "help")
    .flatMap((child) => {
      const path = [...words, child.name()];
      return [[path.join(" "), child] as [string, Command], ...listed(child, path)];
    });
}

const context: CliContext = {
  cwd: process.cwd(),
  env: {},
  stdin: new PassThrough(),
  stdout: new PassThrough(),
  stderr: new PassThrough(),
  signal: new AbortController().signal,
  fallShort: () => {},
};
const program = await buildProgram(context);

describe("commands", () => {
  it("are listed by the name that they register, in the order of help", () => {
    const own = program.commands
      .map((command) => command.name())
      .filter((name) => !["completion", "complete"].includes(name));
    expect(commands.map(({ name }) => name)).toEqual(own);
  });

  it.each([
    { argv: ["validate", "a.jsonl"], loads: ["validate"] },
    { argv: ["complete", "--", "launch", "--provider", "to"], loads: ["launch"] },
    { argv: ["--version"], loads: [] },
  ])("are loaded only where they are needed: $argv", ({ argv, loads }) => {
    expect(commandsFor(argv).map(({ name }) => name)).toEqual(loads);
  });

  it.each([
    { argv: [] },
    { argv: ["--help"] },
    { argv: ["help", "run"] },
    { argv: ["validte"] },
    { argv: ["complete", "--", "val"] },
  ])("are all loaded to help, complete and suggest: $argv", ({ argv }) => {
    expect(commandsFor(argv)).toBe(commands);
  });
});

describe("help", () => {
  it("lists the options that most commands share behind those of the command", async () => {
    const { stdout } = await runCli(["eval", "run", "--help"], { cwd: context.cwd });
    const flags = stdout.match(/^ {2}-[^\n]*?(?= {2,}|\n)/gm)?.map((line) => line.trim());
    expect(flags?.slice(-4)).toEqual(["--case <ids...>", "--config <file>", "--json", "-h, --help"]);
  });

  it("groups the commands by what they work on, and leaves none out", async () => {
    const { stdout } = await runCli(["--help"], { cwd: context.cwd });
    const groups = [...stdout.matchAll(/^([A-Z][a-z ]+):\n((?: {2}[a-z][^\n]*\n)+)/gm)].map(
      ([, heading = "", lines = ""]) => [heading, lines.match(/^ {2}[a-z-]+/gm)?.map((word) => word.trim())],
    );
    expect(groups).toEqual([
      ["Whole projects", ["init", "prepare", "run"]],
      ["Datasets", ["convert", "validate", "sanitize", "dedupe", "split", "tokens", "diff", "verify"]],
      ["Rules and names", ["rules", "api"]],
      ["Training", ["launch", "watch", "status", "events", "cancel", "pause", "resume"]],
      ["Models", ["eval", "versions", "promote", "report", "serve"]],
      ["This machine", ["doctor", "local-provider"]],
      ["Help", ["completion", "help"]],
    ]);
  });

  it.each(listed(program).map(([path]) => path))("of %s shows an example that names the command", async (path) => {
    const { code, stdout } = await runCli([...path.split(" "), "--help"], { cwd: process.cwd() });
    expect(code).toBe(0);
    const example = stdout.slice(stdout.search(/^Examples?:/m));
    expect(example).toMatch(new RegExp(`^ .*tunewright ${path}\\b`, "m"));
  });

  it.each(listed(program))(
    "of %s says what it does, and keeps to the width that it is given",
    async (path, command) => {
      const { stdout } = await runCli([...path.split(" "), "--help"], { cwd: process.cwd(), env: { COLUMNS: "80" } });
      expect(stdout).toMatch(/^Usage: .*\n\n[A-Z]/);
      expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
      // A line break inside a sentence would stand in the middle of a line on a terminal of another width.
      expect(command.description()).not.toMatch(/[^.]\n/);
    },
  );

  it("has a hundred columns where nothing says how many there are", async () => {
    const widest = async (env: Record<string, string>): Promise<number> => {
      const { stdout } = await runCli(["split", "--help"], { cwd: process.cwd(), env });
      return Math.max(...(stdout.split("Examples:")[0] ?? "").split("\n").map((line) => line.length));
    };
    expect(await widest({})).toBeGreaterThan(90);
    expect(await widest({})).toBeLessThanOrEqual(100);
    expect(await widest({ COLUMNS: "not a number" })).toBe(await widest({}));
    expect(await widest({ COLUMNS: "60" })).toBeLessThanOrEqual(60);
  });

  it("says which options have to be given", async () => {
    const { stdout } = await runCli(["cancel", "--help"], { cwd: process.cwd() });
    expect(stdout).toContain("version of the model (required)\n");
    expect(stdout).toContain("config file\n");
  });

  it("ends with 2 and says so where it cannot be written", async () => {
    const stdout = new Writable({
      write: (_piece, _encoding, done) => done(Object.assign(new Error("no space left"), { code: "ENOSPC" })),
    });
    const stderr = new PassThrough();
    const code = await main(["validate", "--help"], { stdout, stderr });
    stderr.end();
    expect({ code, stderr: await text(stderr) }).toEqual({ code: 2, stderr: expect.stringMatching(/^error: .*space/) });
  });

  it("offers the nearest command for one that is not there", async () => {
    const { code, stderr } = await runCli(["sanitise"], { cwd: process.cwd() });
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean sanitize?");
  });

  it.each(listed(program))("offers the options of %s for their misspellings", async (path, command) => {
    const flags = command.options.flatMap(({ long, hidden }) => (long == null || hidden ? [] : [long]));
    for (const flag of flags) {
      // Two letters change places, as fingers do it.
      const wrong = `${flag.slice(0, 3)}${flag[4] ?? "x"}${flag[3] ?? ""}${flag.slice(5)}`;
      if (flags.includes(wrong)) continue;
      const { code, stderr } = await runCli([...path.split(" "), wrong], { cwd: process.cwd() });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`unknown option '${wrong}'`) });
      expect(stderr).toMatch(new RegExp(`Did you mean (?:one of )?.*${flag}`));
    }
  });

  it("still asks for an option that is missing", async () => {
    const { code, stderr } = await runCli(["launch", "--provider", "local"], { cwd: process.cwd() });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: required option '--version <vN>' not specified\n/);
  });
});

describe("tunewright completion", () => {
  it.each(["bash", "zsh", "fish"])("prints a script for %s, which asks what comes next", async (shell) => {
    const { code, stdout } = await spawnCli(["completion", shell], { cwd: process.cwd() });
    expect(code).toBe(0);
    expect(stdout).toContain("tunewright complete -- ");
  });

  it("refuses a shell that it does not know, and names those that it does", async () => {
    const { code, stderr } = await runCli(["completion", "tcsh"], { cwd: process.cwd() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("bash, zsh, fish") });
  });
});

describe("a short command", () => {
  it("waits for no schema, no YAML and no matcher that it does not need", async () => {
    // Counted, not timed: each of these is dozens of modules.
    const hook =
      'import{registerHooks as r}from"node:module";r({load(u,c,n){if(/node_modules\\/(zod|yaml|fast-glob)\\//.test(u))console.error(u);return n(u,c)}})';
    const preload = [`--import=data:text/javascript,${encodeURIComponent(hook)}`];
    const cwd = process.cwd();
    expect(await spawnCli(["--version"], { cwd, preload })).toMatchObject({ code: 0, stderr: "" });
    const help = await spawnCli(["--help"], { cwd, preload });
    expect(help.stderr).not.toMatch(/node_modules\/(yaml|fast-glob)\//);
    expect(help.stderr).toMatch(/node_modules\/zod\//);
  });
});
