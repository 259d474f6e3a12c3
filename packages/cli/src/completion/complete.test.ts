import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "tunewright-complete-"));
  writeFileSync(join(cwd, "tunewright.yaml"), "version: 1\nraw: [raw]\ntrain: { model: m }\n");
  for (const name of ["v1", "v2", "draft"]) mkdirSync(join(cwd, "versions", name), { recursive: true });
  for (const name of ["finetune_job_v2.json", "finetune_job_v10.json"]) writeFileSync(join(cwd, name), "{}");
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** What the words may go on to, without the descriptions. */
async function complete(...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await runCli(["complete", "--", ...words], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t", 1)[0] ?? ""]));
}

const versions = ["v10", "v2", "v1"];

describe("tunewright complete", () => {
  it.each([
    { what: "a command", words: ["san"], to: ["sanitize"] },
    { what: "commands that begin alike", words: ["re"], to: ["resume", "report"] },
    { what: "a subcommand", words: ["eval", "qu"], to: ["quick"] },
    { what: "a command behind help", words: ["help", "san"], to: ["sanitize"] },
    { what: "a subcommand behind help", words: ["help", "eval", "qu"], to: ["quick"] },
    { what: "an option", words: ["launch", "--pro"], to: ["--provider"] },
    { what: "an option behind an operand", words: ["sanitize", "a.jsonl", "--rul"], to: ["--rules"] },
    { what: "a choice", words: ["launch", "--provider", "to"], to: ["together"] },
    { what: "a choice behind an equals sign", words: ["launch", "--provider=to"], to: ["--provider=together"] },
    { what: "a choice as bash parts it", words: ["launch", "--provider", "=", "to"], to: ["together"] },
    { what: "a version, the newest first", words: ["launch", "--version", ""], to: versions },
    {
      what: "a version behind an equals sign",
      words: ["launch", "--version=v1"],
      to: ["--version=v10", "--version=v1"],
    },
    { what: "a version as an operand", words: ["diff", "v1", "v2"], to: ["v2"] },
    { what: "the shells", words: ["completion", ""], to: ["bash", "zsh", "fish"] },
    { what: "no path, which is the shell's", words: ["validate", ""], to: [] },
    { what: "no path behind an option either", words: ["sanitize", "a.jsonl", "--rules", ""], to: [] },
    { what: "no command behind one that has none", words: ["doctor", ""], to: [] },
  ])("completes $what", async ({ words, to }) => {
    expect(await complete(...words)).toEqual(to);
  });

  it("lists every command with a description of one line", async () => {
    const { stdout } = await runCli(["complete", "--", ""], { cwd });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(25);
    for (const line of lines) expect(line).toMatch(/^[a-z-]+\t\S.*$/);
  });

  it("is silent where there is no project", async () => {
    expect(await runCli(["complete", "--", "launch", "--version", ""], { cwd: tmpdir() })).toMatchObject({
      code: 0,
      stderr: "",
    });
  });
});

/** A shell that completes the words of an array, with a `tunewright` on its path that answers for this package. */
const bash = `
source "$SCRIPT"
try() {
  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tunewright; printf '%s|' "\${COMPREPLY[@]}"; echo
}
try tunewright launch --provider to
try tunewright launch --version ''
try tunewright launch --provider = to
try tunewright validate ''
`;

describe("the script for bash", () => {
  it("completes by the answers of the program, and can be sourced twice", () => {
    const bin = join(cwd, "bin");
    mkdirSync(bin);
    const program = `case "$*" in
*"--provider to") echo "together	";;
*"--version ") printf 'v2\\t\\nv1\\t\\n';;
*"--provider = to") echo "together	";;
esac
`;
    writeFileSync(join(bin, "tunewright"), `#!/bin/sh\n${program}`, { mode: 0o755 });
    const script = join(import.meta.dirname, "../../completions/tunewright.bash");
    const { stdout, stderr } = spawnSync("bash", ["--norc", "--noprofile", "-c", `source "$SCRIPT"${bash}`], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: [bin, process.env["PATH"]].join(delimiter), SCRIPT: script },
    });
    expect({ stdout, stderr }).toEqual({ stdout: "together|\nv2|v1|\ntogether|\n|\n", stderr: "" });
  });
});
