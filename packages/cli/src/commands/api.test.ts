import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { runCli } from "../testing/run-cli.ts";

const shipped = resolve(import.meta.dirname, "../../../../data/api/l4d2-sourcemod-1.12.json");
const fence = (code: string): string => `Here:\n\n\`\`\`sourcepawn\n${code}\n\`\`\`\n`;
const record = (answer: string): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: "Use RandomFloat(1.0, 2.0);" },
      { role: "assistant", content: answer },
    ],
  });
let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-api-"));
  await mkdir(join(cwd, "sm", "scripting", "include"), { recursive: true });
  await writeFile(
    join(cwd, "sm", "scripting", "include", "core.inc"),
    "native float GetRandomFloat(float min, float max);\nmethodmap Box < Handle { public native void Push(int x); }\n",
  );
  await writeFile(join(cwd, "modevents.res"), '"modevents" { "lunge_pounce" { "userid" "short" } }');
  await writeFile(join(cwd, "netprops.txt"), " -Member: m_iHealth (offset 1) (type integer) (bits 2)\n");
  await writeFile(
    join(cwd, "data.jsonl"),
    `${record(fence('float x = RandomFloat(1.0, 2.0);\nfloat y = RandomFloat(0.0, 1.0);\nHookEvent("pounce", OnPounce);'))}
not json
${record(fence("float z = RandomFloat(0.0, 1.0);"))}
${record(fence("float RandomFloat(float a) { return a; }\nvoid F() { RandomFloat(1.0); }"))}
${record(fence('#include <my_colors>\nvoid F() { CPrintToChat(1, "x"); }'))}
${record("Never use `RandomFloat`.")}
`,
  );
  await writeFile(
    join(cwd, "one.sp"),
    'void F() { ArrayList a; a.Add(1); GetEntProp(1, Prop_Send, "m_bogus"); GetEntProp(1, Prop_Data, "m_fLerpTime"); int b = Plugin_Blocked; Vector3 v; v.x = qqq.Wibble(); }\npublic void OnPlayerRunCmdd() { }\n',
  );
});
afterAll(() => rm(cwd, { recursive: true }));

describe("tunewright api build", () => {
  it("writes an index that `api unknown` takes", async () => {
    const built = await runCli(
      [
        "api",
        "build",
        "--sourcemod",
        "sm",
        "--events",
        "modevents.res",
        "--netprops",
        "netprops.txt",
        "--out",
        "mine.json",
        "--json",
      ],
      { cwd },
    );
    expect(built).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(built.stdout)).toMatchObject({
      version: 1,
      name: "mine",
      counts: { functions: 1, types: 1, members: 1, events: 1, netprops: 1 },
    });
    const run = await runCli(["api", "unknown", "data.jsonl", "--api", "mine.json", "--json"], { cwd });
    const { unknown } = JSON.parse(run.stdout) as { unknown: { name: string }[] };
    expect(unknown.map(({ name }) => name)).toContain("RandomFloat");
    expect(unknown.map(({ name }) => name)).not.toContain("GetRandomFloat");
  });

  it("takes what is known of includes of other people, but for those that the folder holds", async () => {
    const libraries = (include: string): string =>
      `version: 1\nlibraries:\n  - {includes: [${include}], source: a/b, names: [CPrintToChat]}\n`;
    await writeFile(join(cwd, "libraries.yaml"), libraries("my_colors, core"));
    const args = [
      "api",
      "build",
      "--sourcemod",
      "sm",
      "--out",
      "known.json",
      "--json",
      "--libraries",
      "libraries.yaml",
    ];
    const built = await runCli(args, { cwd });
    expect(built).toMatchObject({ code: 0 });
    expect(JSON.parse(built.stdout)).toMatchObject({ counts: { libraries: 1 } });
    const run = await runCli(["api", "unknown", "data.jsonl", "--api", "known.json", "--json"], { cwd });
    const { unknown } = JSON.parse(run.stdout) as { unknown: { name: string }[] };
    expect(unknown.map(({ name }) => name)).not.toContain("CPrintToChat");

    await writeFile(join(cwd, "bad.yaml"), libraries('"", x'));
    const wrong = await runCli([...args.slice(0, -1), "bad.yaml"], { cwd });
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toMatch(
      /Cannot use the table bad\.yaml: \d+:\d+ libraries\.0\.includes\.0: this is empty; write something/,
    );
  });

  it("prints to standard output, and says what is missing", async () => {
    const run = await runCli(["api", "build", "--sourcemod", "sm", "--out", "-"], { cwd });
    expect(JSON.parse(run.stdout)).toMatchObject({ version: 1, name: "sourcemod", game: "" });
    expect(run.stderr).toContain("--events");
    const wrong = await runCli(["api", "build", "--sourcemod", "nope", "--out", "-"], { cwd });
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("tunewright api unknown", () => {
  it("lists what the index does not know, most frequent first, with the nearest name and a rule", async () => {
    const run = await runCli(["api", "unknown", "data.jsonl", "--api", shipped, "--json"], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const result = JSON.parse(run.stdout) as { unknown: Record<string, unknown>[]; texts: number };
    expect(result).toMatchObject({ version: 1, api: "l4d2-sourcemod-1.12", texts: 5 });
    expect(result.unknown).toMatchObject([
      {
        kind: "function",
        name: "RandomFloat",
        count: 3,
        texts: 2,
        first: { file: "data.jsonl", line: 1 },
        includes: [],
      },
      { kind: "event", name: "pounce", count: 1, texts: 1 },
      { kind: "function", name: "CPrintToChat", count: 1, includes: ["my_colors"] },
    ]);
    expect(result.unknown[0]).toMatchObject({
      rule: { match: { kind: "call", name: "RandomFloat" }, fix: "GetRandomFloat" },
    });
  });

  it("looks at the files that tools are told to write", async () => {
    const call = (name: string, given: string): object => ({
      id: name,
      type: "function",
      function: { name, arguments: given },
    });
    const written = { path: "a.sp", lines: [{ text: "#include <sourcemod>\nvoid F() { GetRandomFlot(1.0, 2.0); }" }] };
    const message = {
      role: "assistant",
      content: null,
      tool_calls: [call("write_file", JSON.stringify(written)), call("broken", '{"text": "')],
    };
    await writeFile(join(cwd, "tools.jsonl"), `${JSON.stringify({ messages: [message] })}\n`);
    const run = await runCli(["api", "unknown", "tools.jsonl", "--api", shipped, "--json"], { cwd });
    expect(JSON.parse(run.stdout)).toMatchObject({
      unknown: [{ kind: "function", name: "GetRandomFlot", count: 1, first: { file: "tools.jsonl", line: 1 } }],
    });
  });

  it("prints the same for a person", async () => {
    const run = await runCli(["api", "unknown", "data.jsonl", "--api", shipped, "--least", "2"], { cwd });
    expect(run.stdout).toContain("3 × function RandomFloat, in 2 texts, first data.jsonl:1\n  nearest: GetRandomFloat");
    expect(run.stdout).not.toContain("pounce");
    expect(run.stderr).toBe("1 unknown name in 5 texts, by l4d2-sourcemod-1.12.\n");
  });

  it("names no fix for a field that the index may not know, and leaves it out of the drafts", async () => {
    await writeFile(join(cwd, "datamap.sp"), 'void F() { GetEntProp(1, Prop_Data, "m_fLerpTime"); }\n');
    const run = await runCli(["api", "unknown", "datamap.sp", "--api", shipped, "--rules-out", "none.yaml"], { cwd });
    expect(run.stdout).toContain("may be a field of the datamap");
    expect(run.stdout).not.toContain("fix:");
    expect(parse(await readFile(join(cwd, "none.yaml"), "utf8"))).toMatchObject({ rules: [] });
  });

  it("drafts rules that are sound and whose examples pass", async () => {
    await runCli(["api", "unknown", "data.jsonl", "one.sp", "--api", shipped, "--rules-out", "drafts.yaml"], { cwd });
    const pack = parse(await readFile(join(cwd, "drafts.yaml"), "utf8")) as { rules: { id: string }[] };
    expect(pack.rules.map(({ id }) => id)).toEqual([
      "unknown-function-random-float",
      "unknown-constant-plugin-blocked",
      "unknown-event-pounce",
      "unknown-forward-on-player-run-cmdd",
      "unknown-member-array-list-add",
      "unknown-netprop-m-bogus",
      "unknown-type-vector-3",
    ]);
    expect(await runCli(["rules", "check", "--rules", "drafts.yaml", "--api", shipped], { cwd })).toMatchObject({
      code: 0,
    });
    const test = await runCli(["rules", "test", "--rules", "drafts.yaml", "--api", shipped], { cwd });
    expect(test.stderr).toMatch(/0 noisy, 0 missing/);
  });

  it.each([
    ["no index", ["api", "unknown", "data.jsonl"], "none is named"],
    ["a missing index", ["api", "unknown", "data.jsonl", "--api", "nope.json"], "there is no such file"],
    ["a wrong number", ["api", "unknown", "data.jsonl", "--api", shipped, "--least", "x"], "--least"],
  ])("ends with 2 on %s", async (_name, argv, words) => {
    const run = await runCli(argv, { cwd });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(words);
  });
});
