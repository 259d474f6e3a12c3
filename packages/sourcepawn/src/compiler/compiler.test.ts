import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { compileSnippet } from "./compile-snippet.ts";
import { parseDiagnostics } from "./parse-diagnostics.ts";
import { probeCompiler } from "./probe-compiler.ts";

/** Stands in for spcomp: what it does is written in the first comment of the code that it is given. */
const fake = `#!${process.execPath}
const { readFileSync, writeFileSync } = require("node:fs");
const [file, out, ...rest] = process.argv.slice(2);
const code = readFileSync(file, "utf8");
const task = /^\\/\\/ (\\w+)/.exec(code)?.[1];
if (task === "hang") setInterval(() => {}, 1000);
else if (task === "crash") process.exit(3);
else if (task === "kill") process.kill(process.pid, "SIGKILL");
else if (task === "echo") console.log("snippet.sp(1) : warning 200: " + JSON.stringify({ rest, env: Object.keys(process.env), place: Buffer.from(process.cwd()).toString("hex"), cwd: process.cwd() === require("node:path").dirname(out.slice(2)) }));
else if (task === "error") { console.log(process.cwd() + '/snippet.sp(2) : error 017: undefined symbol "RandomFloat"\\r\\n\\r\\n1 Error.'); process.exit(1); }
else { console.error("Code size: 3000 bytes"); writeFileSync(out.slice(2), "smx"); }
`;
let folder: string;
let compiler: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-compiler-"));
  compiler = join(folder, "spcomp");
  await writeFile(compiler, fake);
  await chmod(compiler, 0o755);
  await writeFile(join(folder, "no-program"), "");
  await mkdir(join(folder, "inner", "spcomp"), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

describe("probeCompiler()", () => {
  it("looks in the folders of the path, in order", async () => {
    expect(
      await probeCompiler({ path: ["", join(folder, "nope"), join(folder, "inner"), folder].join(delimiter) }),
    ).toBe(compiler);
    expect(await probeCompiler({ path: join(folder, "inner") })).toBeUndefined();
    expect(await probeCompiler()).toBeUndefined();
  });

  it("takes the one that is named, and no other", async () => {
    expect(await probeCompiler({ compiler })).toBe(compiler);
    expect(await probeCompiler({ compiler: join(folder, "no-program"), path: folder })).toBeUndefined();
  });
});

describe("compileSnippet()", () => {
  it("says that nothing was checked where there is no compiler", async () => {
    expect(await compileSnippet("int x;")).toEqual({
      status: "not-checked",
      reason: "No compiler was found.",
      diagnostics: [],
    });
  });

  it("passes what compiles", async () => {
    expect(await compileSnippet("int x;", { compiler })).toEqual({ status: "passed", diagnostics: [] });
  });

  it("gives the compiler's errors with their places", async () => {
    expect(await compileSnippet("// error\nRandomFloat();", { compiler })).toEqual({
      status: "failed",
      diagnostics: [
        { file: "snippet.sp", line: 2, severity: "error", code: 17, message: 'undefined symbol "RandomFloat"' },
      ],
    });
  });

  it("hands on include folders, and nothing of this process's environment", async () => {
    const { status, diagnostics } = await compileSnippet("// echo", { compiler, includes: ["/a b", "/c;d"] });
    expect(status).toBe("passed");
    expect(JSON.parse(diagnostics[0]?.message ?? "")).toMatchObject({
      rest: ["-i/a b", "-i/c;d"],
      env: ["PATH"],
      cwd: true,
    });
  });

  it.each([
    ["a compiler that does not end", "// hang", { timeout: 200 }, "The compiler took longer than 200 ms."],
    ["a compiler that fails without a word", "// crash", {}, "The compiler ended with 3 and without an error message."],
    ["a compiler that is killed", "// kill", {}, "The compiler was ended by a signal."],
    [
      "an include by an absolute path",
      '#include "/etc/passwd"',
      {},
      "The code includes a file outside the include folders.",
    ],
    [
      "an include above the folder",
      "#include <a/../../b>",
      {},
      "The code includes a file outside the include folders.",
    ],
    ["a run that was stopped", "// hang", { signal: AbortSignal.abort() }, "The check was stopped."],
    ["a run that is stopped while it goes", "// hang", { signal: AbortSignal.timeout(150) }, "The check was stopped."],
  ])("does not pass %s", async (_name, code, options, reason) => {
    expect(await compileSnippet(code, { compiler, ...options })).toEqual({
      status: "not-checked",
      reason,
      diagnostics: [],
    });
  });

  it("says when the compiler cannot be started", async () => {
    const result = await compileSnippet("int x;", { compiler: join(folder, "no-program") });
    expect(result).toMatchObject({ status: "not-checked", reason: "The compiler could not be started." });
  });

  it("leaves no folder behind", async () => {
    const { diagnostics } = await compileSnippet("// echo", { compiler });
    const { place } = JSON.parse(diagnostics[0]?.message ?? "") as { place: string };
    const used = Buffer.from(place, "hex").toString();
    expect(basename(used)).toMatch(/^tunewright-spcomp-/);
    await expect(stat(used)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("parseDiagnostics()", () => {
  it("reads warnings, errors, fatal errors and ranges of lines", () => {
    const output = `SourcePawn Compiler 1.12
a.sp(1) : warning 203: symbol is never used: "x"
b/c.inc(12 -- 14) : error 001: expected token: ";", but found "}"
a.sp(3) : fatal error 183: cannot read from file: "colors"

Compilation aborted.`;
    expect(parseDiagnostics(output).map(({ file, line, severity, code }) => [file, line, severity, code])).toEqual([
      ["a.sp", 1, "warning", 203],
      ["b/c.inc", 12, "error", 1],
      ["a.sp", 3, "fatal", 183],
    ]);
  });
});
