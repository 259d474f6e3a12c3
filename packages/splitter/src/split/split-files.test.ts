// Over 300 lines: each test is one promise of a split, on the same few records.
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PipelineError } from "@tunewright/schema";
import fc from "fast-check";
import { readManifest } from "../manifest/read-manifest.ts";
import { splitFiles, type SplitFilesOptions, type SplitResult } from "./split-files.ts";
import { chat, seededRandom, someWords, strangers, TestFolder } from "../testing/chat-lines.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

const sample = fileURLToPath(new URL("../../../../data/raw/", import.meta.url));

function split(files: readonly string[], options: Partial<SplitFilesOptions> = {}): Promise<SplitResult> {
  return splitFiles({
    inputs: files.map((path) => ({ path })),
    outputs: { train: folder.at("train.jsonl"), validation: folder.at("validation.jsonl") },
    toolVersion: "0.0.0",
    threads: 1,
    ...options,
  });
}

async function linesOf(name: string): Promise<string[]> {
  return (await readFile(folder.at(name), "utf8")).split("\n").slice(0, -1);
}

/** Ids by side. */
function membership({ records }: SplitResult): Record<string, string> {
  return Object.fromEntries([...records()].map(({ id, side }) => [id, side]));
}

describe("splitFiles() on the sample", () => {
  it("makes 627 and 70 of 697, evenly, with no cluster on both sides and every symbol in training", async () => {
    const files = (await readdir(sample)).map((name) => `${sample}${name}`);
    const { summary, records } = await split(files, { validationCount: 70, manifest: folder.at("manifest.json") });
    expect(summary.counts).toMatchObject({ records: 697, train: 627, validation: 70, rejected: 0 });
    expect(summary.heldOut).toEqual([]);
    expect(summary.counts.clusters).toBeLessThan(690);
    const sides = new Map<string, Set<string>>();
    for (const { cluster, side } of records()) sides.set(cluster, (sides.get(cluster) ?? new Set()).add(side));
    expect([...sides.values()].filter((set) => set.size > 1)).toEqual([]);
    expect(sides.size).toBe(summary.counts.clusters);
    for (const { train, validation } of summary.strata) {
      expect(Math.abs(validation - (train + validation) / 10)).toBeLessThan(3);
    }
    const manifest = await readManifest(folder.at("manifest.json"));
    expect(manifest).toEqual({ ...summary, records: [...records()] });
    const train = new Set(await linesOf("train.jsonl"));
    const validation = await linesOf("validation.jsonl");
    expect([train.size, validation.length]).toEqual([627, 70]);
    expect(validation.filter((line) => train.has(line))).toEqual([]);
  });
});

describe("splitFiles()", () => {
  it("gives the same bytes whatever the order of the files and the number of threads", async () => {
    const many = strangers(18_000, 9);
    const a = await folder.write("order-a.jsonl", many.slice(0, 7000));
    const b = await folder.write("order-b.jsonl", many.slice(7000));
    const one = await split([a, b], { validationCount: 900 });
    const bytes = [await readFile(folder.at("train.jsonl")), await readFile(folder.at("validation.jsonl"))];
    const other = await split([b, a], { validationCount: 900, threads: 3 });
    expect(other.summary).toEqual(one.summary);
    expect(JSON.stringify([...other.records()]) === JSON.stringify([...one.records()])).toBe(true);
    const again = [await readFile(folder.at("train.jsonl")), await readFile(folder.at("validation.jsonl"))];
    expect(again.map((content, index) => bytes[index]?.equals(content))).toEqual([true, true]);
  });

  it("deals the same records out whatever their order in the file", async () => {
    const lines = strangers(200, 3);
    const before = membership(await split([await folder.write("straight.jsonl", lines)]));
    const after = membership(await split([await folder.write("straight.jsonl", lines.toReversed())]));
    expect(after).toEqual(before);
  });

  it("deals otherwise with another seed", async () => {
    const file = await folder.write("seeds.jsonl", strangers(100, 4));
    expect(membership(await split([file], { seed: 1 }))).not.toEqual(membership(await split([file], { seed: 2 })));
  });

  it("meets every count that the clusters allow, and else the nearest, and says why", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 1, max: 20 }),
        async (sizes, wanted) => {
          const random = seededRandom(11);
          const lines = sizes.flatMap((size) => {
            const line = chat(someWords(random, 8), someWords(random, 30));
            return Array.from({ length: size }, () => line);
          });
          const target = Math.min(wanted, lines.length - 1);
          let sums = new Set([0]);
          for (const size of sizes) sums = new Set([...sums, ...[...sums].map((sum) => sum + size)]);
          const possible = [...sums].filter((sum) => sum > 0 && sum < lines.length);
          const nearest = Math.min(...possible.map((sum) => Math.abs(sum - target)));
          const { summary } = await split([await folder.write("counts.jsonl", lines)], { validationCount: target });
          expect(Math.abs(summary.counts.validation - target)).toBe(nearest);
          expect(summary.notes.map(({ code }) => code)).toEqual(nearest === 0 ? [] : ["count-not-met"]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    [{}, 20],
    [{ validationRatio: 0.25 }, 50],
    [{ validationRatio: 0.25, validationCount: 10 }, 10],
    [{ validationRatio: 0.05, validationCount: 100 }, 10],
  ])("takes sizes as they are asked for: %j", async (sizes, expected) => {
    const file = await folder.write("sizes.jsonl", strangers(200, 5));
    expect((await split([file], sizes)).summary.counts.validation).toBe(expected);
  });

  it("leaves no side empty, however small its share", async () => {
    const file = await folder.write("few.jsonl", strangers(5));
    const { summary } = await split([file], { validationRatio: 0.001 });
    expect(summary.counts).toMatchObject({ train: 4, validation: 1 });
  });

  it("names a cluster that only a record between holds together, and keeps it whole", async () => {
    const random = seededRandom(3);
    const words = someWords(random, 42).split(" ");
    const answers = [words, words.with(41, "end"), words.with(41, "end").with(0, "start")];
    const lines = answers.map((answer) => chat("how do I do this", answer.join(" ")));
    const file = await folder.write("chain.jsonl", [...lines, ...strangers(10)]);
    // Of 40 shingles one word at an end changes 1: 39 of 41 shared (0.951), and 38 of 42 (0.905) between first and last.
    const chained = await split([file], { threshold: 0.93 });
    expect(chained.summary.notes).toMatchObject([
      { code: "chained-clusters", message: expect.stringMatching(/^1 cluster holds pairs below the threshold/) },
    ]);
    expect(new Set(Object.values(membership(chained)).slice(0, 3)).size).toBe(1);
    expect((await split([file], { threshold: 0.9 })).summary.notes).toEqual([]);
  });

  it("does not look for near-copies when told so, and still finds copies, symbols and leaks", async () => {
    const words = someWords(seededRandom(21), 40);
    const call = (extra: string): string => `${words} ${extra}\n\`\`\`c\nDoIt(a);\n\`\`\``;
    const lines = [
      chat("one way", call("x")),
      chat("one way", call("x")),
      chat("other", call("y")),
      ...strangers(20, 8),
    ];
    const file = await folder.write("off.jsonl", lines);
    const against = [{ path: await folder.write("asked.jsonl", [chat("other", "-")]) }];
    const result = await split([file], { near: "off", against });
    const { summary, records } = result;
    expect(summary.settings.near).toBe("off");
    expect(summary.search.compared).toBe(0);
    const [first, copy, near] = records();
    expect(copy?.cluster).toBe(first?.cluster);
    expect(near?.cluster).not.toBe(first?.cluster);
    expect(summary.symbols.map(({ name }) => name)).toEqual(["DoIt"]);
    expect(summary.leaks).toMatchObject([{ line: 3, kind: "prompt" }]);
    expect(membership(await split([file], { near: "off" }))).toEqual(membership(result));
  });

  it("says why no record is left", async () => {
    const file = await folder.write("told.jsonl", strangers(5, 12));
    await expect(split([file], { against: [{ path: file }], leaks: "drop" })).rejects.toMatchObject({
      code: "SPLIT_IMPOSSIBLE",
      message: expect.stringContaining("all 5 records were left out, 5 of them since they tell"),
    });
    const bad = await folder.write("bad.jsonl", ["{", "[]"]);
    await expect(split([bad])).rejects.toMatchObject({
      code: "SPLIT_IMPOSSIBLE",
      message: expect.stringContaining("none of the 2 records can be read"),
    });
  });

  it("makes a third side when asked", async () => {
    const file = await folder.write("three.jsonl", strangers(100, 6));
    const outputs = {
      train: folder.at("train.jsonl"),
      validation: folder.at("validation.jsonl"),
      test: folder.at("test.jsonl"),
    };
    const { summary } = await split([file], { outputs, testRatio: 0.2, validationRatio: 0.1 });
    expect(summary.counts).toMatchObject({ train: 70, validation: 10, test: 20 });
    expect(await linesOf("test.jsonl")).toHaveLength(20);
  });

  it("keeps categories even, from the file, the record or a rule", async () => {
    const lines = strangers(200, 7).map((line, index) => {
      const value = JSON.parse(line) as object;
      return index < 100 ? line : JSON.stringify({ ...value, metadata: { category: "tagged" } });
    });
    const ruled = Array.from({ length: 60 }, (_, index) =>
      chat(`please help ${someWords(seededRandom(index), 6)}`, "x"),
    );
    const files = [await folder.write("plain.jsonl", lines), await folder.write("ruled.jsonl", ruled)];
    const { summary } = await split(files, { categoryRules: [{ category: "help", pattern: "^please" }] });
    expect(summary.strata).toEqual([
      { stratum: "help", train: 54, validation: 6, test: 0 },
      { stratum: "plain", train: 90, validation: 10, test: 0 },
      { stratum: "tagged", train: 90, validation: 10, test: 0 },
    ]);
  });

  it("keeps in training what alone shows a symbol that others of its kind could not", async () => {
    const random = seededRandom(8);
    const code = (name: string): string => `\`\`\`sourcepawn\n${name}(client);\n\`\`\`\n${someWords(random, 20)}`;
    const lines = Array.from({ length: 40 }, (_, index) =>
      chat(someWords(random, 10), code(index < 20 ? "KickClient" : `Rare${index}`)),
    );
    const symbols = ["KickClient", ...Array.from({ length: 20 }, (_, index) => `Rare${index + 20}`)];
    const { summary } = await split([await folder.write("symbols.jsonl", lines)], { validationCount: 15, symbols });
    expect(summary.heldOut).toEqual([]);
    expect(summary.symbols.find(({ name }) => name === "KickClient")).toEqual({
      name: "KickClient",
      train: 5,
      validation: 15,
      test: 0,
    });
    const more = await split([folder.at("symbols.jsonl")], { validationCount: 25, symbols });
    expect(more.summary.counts.validation).toBe(25);
    expect(more.summary.heldOut.length).toBeGreaterThanOrEqual(5);
  });

  it("names hazards and keeps them together: one prompt, one answer, pieces of a conversation", async () => {
    const random = seededRandom(12);
    const long = (): string => someWords(random, 40);
    const answer = long();
    const [q1, a1, q2, a2] = [long(), long(), long(), long()];
    const turn = (role: string, content: string) => ({ role, content });
    const lines = [
      chat("the same question", long()),
      chat("the same question", long()),
      chat("one question", answer),
      chat("another question", answer),
      JSON.stringify({ messages: [turn("user", q1), turn("assistant", a1), turn("user", q2), turn("assistant", a2)] }),
      JSON.stringify({ messages: [turn("user", q2), turn("assistant", a2)] }),
      ...strangers(20, 13),
    ];
    const { summary, records } = await split([await folder.write("hazards.jsonl", lines)]);
    const found = summary.hazards.map(({ code, records: places, kept }) => [
      code,
      places.map(({ line }) => line),
      kept,
    ]);
    expect(found).toEqual([
      ["same-prompt", [1, 2], "together"],
      ["same-answer", [3, 4], "together"],
      ["conversation-piece", [5, 6], "together"],
    ]);
    const clusters = [...records()].map(({ cluster }) => cluster);
    expect(new Set(clusters.slice(0, 6)).size).toBe(3);
  });

  it("only names a prompt that very many records share", async () => {
    const random = seededRandom(14);
    const lines = Array.from({ length: 120 }, () => chat("Write in my style.", someWords(random, 40)));
    const { summary } = await split([await folder.write("style.jsonl", lines)]);
    expect(summary.counts).toMatchObject({ clusters: 120, validation: 12 });
    expect(summary.hazards).toMatchObject([{ code: "same-prompt", size: 120, kept: "apart" }]);
  });

  it("copies each line's own bytes", async () => {
    const [one = "", two = "", three = ""] = strangers(3, 15);
    await writeFile(folder.at("bytes.jsonl"), `\ufeff${one}\r\n\n  ${two}  \n{"messages":\n${three}`);
    const { summary } = await split([folder.at("bytes.jsonl")], { validationCount: 1 });
    const all = [
      await readFile(folder.at("train.jsonl"), "utf8"),
      await readFile(folder.at("validation.jsonl"), "utf8"),
    ].join("");
    expect(all.length).toBe(one.length + two.length + three.length + "\r\n    \n\n".length);
    for (const piece of [`${one}\r\n`, `  ${two}  \n`, `${three}\n`]) expect(all).toContain(piece);
    expect(summary.issues).toMatchObject([{ issues: [{ line: 4, code: "invalid-json" }] }]);
    expect(summary.counts).toMatchObject({ records: 3, rejected: 1 });
  });

  it("reads standard input", async () => {
    const bytes = (async function* () {
      yield Buffer.from(strangers(10, 16).join("\n"));
    })();
    const { summary } = await split(["-"], { stdin: bytes, validationCount: 3 });
    expect(summary.inputs).toMatchObject([{ path: "-", records: 10 }]);
    expect(summary.counts).toMatchObject({ train: 7, validation: 3 });
  });

  it.each<[string, string[], Partial<SplitFilesOptions>, string]>([
    ["no record", [], {}, "the files hold no record"],
    ["one record", strangers(1), {}, "one record"],
    ["more validation than records", strangers(5), { validationCount: 5 }, "leave nothing for training"],
    ["one cluster", Array.from({ length: 5 }, () => strangers(1)[0] ?? ""), {}, "one cluster"],
  ])("refuses %s, and writes nothing", async (name, lines, options, message) => {
    const outputs = { train: folder.at(`${name} t`), validation: folder.at(`${name} v`) };
    const file = await folder.write("impossible.jsonl", lines);
    const error: unknown = await split([file], { ...options, outputs }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PipelineError);
    expect(error).toMatchObject({ code: "SPLIT_IMPOSSIBLE", message: expect.stringContaining(message) });
    await expect(stat(outputs.train)).rejects.toThrow("ENOENT");
  });

  it.each<[Partial<SplitFilesOptions>]>([
    [{ validationRatio: 0 }],
    [{ validationRatio: 1 }],
    [{ validationRatio: -1 }],
    [{ validationRatio: 0.5, testRatio: 0.5 }],
    [{ validationCount: 0 }],
    [{ validationCount: 1.5 }],
    [{ threshold: 0 }],
    [{ threshold: 1.1 }],
    [{ byKey: true, validationCount: 3 }],
    [{ testRatio: 0.1 }],
  ])("refuses settings that make no sense: %j", async (options) => {
    const file = await folder.write("few.jsonl", strangers(10));
    await expect(split([file], options)).rejects.toThrow(RangeError);
  });
});

describe("splitFiles() on data that grew", () => {
  it("moves no old record when the earlier manifest is kept, and still meets the count", async () => {
    const lines = strangers(120, 20);
    const file = await folder.write("grows.jsonl", lines.slice(0, 80));
    const before = await split([file], { validationCount: 8, manifest: folder.at("before.json") });
    const old = membership(before);
    await folder.write("grows.jsonl", lines);
    const after = await split([file], { validationCount: 12, keepFrom: folder.at("before.json") });
    const now = membership(after);
    for (const [id, side] of Object.entries(old)) expect(now[id]).toBe(side);
    expect(after.summary.counts.validation).toBe(12);
    expect(after.summary.keptFrom).toMatchObject({ kept: 80, bridges: [] });
  });

  it("moves no old record by key alone", async () => {
    const lines = strangers(400, 21);
    const file = await folder.write("grows.jsonl", lines.slice(0, 300));
    const old = membership(await split([file], { byKey: true, validationRatio: 0.2 }));
    await folder.write("grows.jsonl", lines.toReversed());
    const now = membership(await split([file], { byKey: true, validationRatio: 0.2 }));
    for (const [id, side] of Object.entries(old)) expect(now[id]).toBe(side);
    const validation = Object.values(now).filter((side) => side === "validation").length;
    expect(Math.abs(validation - 80)).toBeLessThan(30);
  });

  it("keeps a record whose answer was repaired on its side", async () => {
    const lines = strangers(50, 22);
    const file = await folder.write("repaired.jsonl", lines);
    const before = await split([file], { manifest: folder.at("before.json") });
    const sideOfLine = new Map([...before.records()].map(({ line, side }) => [line, side]));
    await folder.write(
      "repaired.jsonl",
      lines.map((line) => line.replace(/("content":")([^"]*)("\}\]\})$/, "$1other words entirely$3")),
    );
    const after = await split([file], { keepFrom: folder.at("before.json"), seed: 7 });
    for (const { line, side } of after.records()) expect(side).toBe(sideOfLine.get(line));
  });

  it("moves no old record for a new one that ties both sides together, and leaves that one out", async () => {
    const lines = strangers(20, 23);
    const file = await folder.write("tied.jsonl", lines);
    const before = await split([file], { manifest: folder.at("before.json") });
    const old = [...before.records()];
    const one = old.find(({ side }) => side === "validation");
    const two = old.find(({ side }) => side === "train");
    const questionOf = (line = 1): string => {
      const parsed = JSON.parse(lines[line - 1] ?? "") as { messages: { content: string }[] };
      return parsed.messages[0]?.content ?? "";
    };
    const answer = someWords(seededRandom(24), 40);
    const tie = {
      messages: [
        { role: "user", content: questionOf(one?.line) },
        { role: "assistant", content: answer },
      ],
    };
    await folder.write("tied.jsonl", [...lines, JSON.stringify(tie), chat(questionOf(two?.line), answer)]);
    const after = await split([file], { keepFrom: folder.at("before.json") });
    const now = [...after.records()];
    expect(now.find(({ id }) => id === one?.id)).toMatchObject({ side: "validation" });
    expect(now.find(({ id }) => id === two?.id)).toMatchObject({ side: "train" });
    expect(now).toHaveLength(21);
    expect(after.summary.counts).toMatchObject({ records: 22, droppedBridges: 1 });
    expect(after.summary.keptFrom?.bridges).toHaveLength(1);
    expect(after.summary.notes.map(({ code }) => code)).toContain("bridges-dropped");
  });

  it("never moves an old record and never parts a new one from its like, whatever is appended", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1_000_000 }), async (seed) => {
        const random = seededRandom(seed);
        const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";
        const fresh = (words: number): string => someWords(random, words);
        const questions = Array.from({ length: 12 }, () => fresh(20));
        const answers = Array.from({ length: 12 }, () => fresh(40));
        const old = questions.map((question, index) => chat(question, answers[index] ?? ""));
        // New records borrow questions and answers from old ones and from each other, so that they build bridges.
        const added = Array.from({ length: 10 }, () =>
          chat(
            random() < 0.7 ? pick(questions) : fresh(20),
            random() < 0.7 ? `${pick(answers)} ${pick(["so", "well", "then"])}` : fresh(40),
          ),
        );
        const file = await folder.write("bridge.jsonl", old);
        const before = await split([file], { manifest: folder.at("before.json"), validationRatio: 0.4, seed });
        const earlier = membership(before);
        await folder.write("bridge.jsonl", random() < 0.5 ? [...old, ...added] : [...added, ...old]);
        const after = await split([file], { keepFrom: folder.at("before.json"), validationRatio: 0.4 });
        const now = [...after.records()];
        const isOld = (id: string): boolean => Object.hasOwn(earlier, id);
        for (const [id, side] of Object.entries(earlier)) {
          expect(now.filter((record) => record.id === id).map((record) => record.side)).toEqual([side]);
        }
        // One question on two sides is a leak, unless both records were there before.
        for (const one of now) {
          for (const two of now) {
            if (one.prompt === two.prompt && !(isOld(one.id) && isOld(two.id))) expect(one.side).toBe(two.side);
          }
        }
        const { counts } = after.summary;
        expect(now.length + counts.droppedBridges).toBe(22);
      }),
      { numRuns: 40 },
    );
  });
});

describe("splitFiles() against other files", () => {
  const random = seededRandom(30);
  const asked = someWords(random, 20);
  const other = chat(someWords(random, 12), someWords(random, 60));
  const lines = [
    other,
    chat(asked, someWords(random, 30)),
    chat(`${asked} please`, someWords(random, 30)),
    other.replace("w", "v"),
    ...strangers(20, 31),
  ];

  async function files(): Promise<{ file: string; against: string }> {
    return {
      file: await folder.write("leaky.jsonl", lines),
      against: await folder.write("evaluation.jsonl", [other, JSON.stringify({ prompt: asked })]),
    };
  }

  it("shows each record that tells what they ask, and its partner", async () => {
    const { file, against } = await files();
    const { summary } = await split([file], { against: [{ path: against }] });
    expect(
      summary.leaks.map(({ line, kind, against: { line: at }, dropped }) => ({ line, kind, at, dropped })),
    ).toEqual([
      { line: 1, kind: "exact", at: 1, dropped: false },
      { line: 2, kind: "prompt", at: 2, dropped: false },
      { line: 3, kind: "near-prompt", at: 2, dropped: false },
      { line: 4, kind: "near", at: 1, dropped: false },
    ]);
  });

  it("leaves them out on request", async () => {
    const { file, against } = await files();
    const { summary } = await split([file], { against: [{ path: against }], leaks: "drop" });
    expect(summary.counts).toMatchObject({ records: 24, droppedLeaks: 4, train: 18, validation: 2 });
  });

  it("fails on request", async () => {
    const { file, against } = await files();
    const run = split([file], { against: [{ path: against }], leaks: "fail" });
    await expect(run).rejects.toMatchObject({ code: "SPLIT_LEAK" });
  });
});
