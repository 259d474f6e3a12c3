import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { hash } from "node:crypto";
import type { SplitManifest, Verification } from "@tunewright/schema";
import { splitFiles, type SplitFilesOptions } from "../split/split-files.ts";
import { chat, seededRandom, someWords, strangers, TestFolder } from "../testing/chat-lines.ts";
import { readManifest } from "./read-manifest.ts";
import { verifyManifest, type VerifyManifestOptions } from "./verify-manifest.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

/** Splits the files that are named, or one of sixty records, and gives the manifest. */
async function made(options: Partial<SplitFilesOptions> = {}): Promise<SplitManifest> {
  const inputs = options.inputs ?? [{ path: await folder.write("inputs.jsonl", strangers(60, 40)) }];
  await splitFiles({
    outputs: {
      train: folder.at("train.jsonl"),
      validation: folder.at("validation.jsonl"),
      ...(options.testRatio === undefined ? {} : { test: folder.at("test.jsonl") }),
    },
    manifest: folder.at("manifest.json"),
    toolVersion: "0.0.0",
    threads: 1,
    ...options,
    inputs,
  });
  return readManifest(folder.at("manifest.json"));
}

const verify = (options: VerifyManifestOptions = {}): Promise<Verification> =>
  verifyManifest(folder.at("manifest.json"), { threads: 1, ...options });
const rewrite = (manifest: SplitManifest): Promise<void> =>
  writeFile(folder.at("manifest.json"), JSON.stringify(manifest));
const codes = ({ differences }: Verification): string[] => differences.map(({ code }) => code);

describe("verifyManifest(), a split that is made again", () => {
  it("is the same from the manifest alone, also where the folder was moved", async () => {
    const manifest = await made({ validationCount: 7 });
    expect(manifest.inputs[0]?.path).toBe("inputs.jsonl");
    const moved = folder.at("elsewhere");
    for (const name of ["inputs.jsonl", "train.jsonl", "validation.jsonl", "manifest.json"]) {
      await cp(folder.at(name), `${moved}/${name}`);
    }
    expect(await verifyManifest(`${moved}/manifest.json`)).toEqual({
      version: 1,
      manifest: `${moved}/manifest.json`,
      reproduced: true,
      records: 60,
      differences: [],
    });
  });

  it.each<[string, Partial<SplitFilesOptions>]>([
    ["a ratio", { validationRatio: 0.3 }],
    ["a third side", { testRatio: 0.25, validationCount: 5 }],
    ["keys alone", { byKey: true, validationRatio: 0.2 }],
    ["another seed", { seed: 7 }],
    ["categories by rule", { categoryRules: [{ category: "early", pattern: "^w[0-9a]" }], validationCount: 9 }],
  ])("is the same with %s", async (_name, options) => {
    await made(options);
    expect(await verify()).toMatchObject({ reproduced: true, differences: [] });
  });

  it("is the same with groups alone", async () => {
    const random = seededRandom(45);
    const lines = Array.from({ length: 60 }, (_, index) =>
      chat(someWords(random, 12), someWords(random, 30), { thread: `t${index % 12}` }),
    );
    await made({ inputs: [{ path: await folder.write("threads.jsonl", lines) }], groupField: "thread" });
    expect(await verify()).toMatchObject({ reproduced: true, differences: [] });
  });

  it("is the same with groups, symbols of an index, dropped copies, leaks and an earlier version", async () => {
    const random = seededRandom(41);
    const lines = Array.from({ length: 40 }, (_, index) =>
      chat(someWords(random, 12), `${someWords(random, 30)}\n\`\`\`c\nCall${index % 15}(1);\n\`\`\``, {
        thread: `t${index % 20}`,
      }),
    );
    const near = lines[3]?.replace(/w\w+\\n/, "other\\n") ?? "";
    const inputs = [
      { path: await folder.write("old.jsonl", lines) },
      { path: await folder.write("more.jsonl", [lines[0] ?? "", near]) },
    ];
    await made({ inputs: inputs.slice(0, 1), validationCount: 6, groupField: "thread" });
    await cp(folder.at("manifest.json"), folder.at("earlier.json"));
    const manifest = await made({
      inputs,
      validationCount: 6,
      groupField: "thread",
      symbols: ["Call1", "Call2", "Never"],
      exact: "drop",
      near: "drop",
      threshold: 0.7,
      leaks: "drop",
      against: [{ path: await folder.write("asked.jsonl", lines.slice(7, 8)) }],
      keepFrom: folder.at("earlier.json"),
      seed: 3,
    });
    // One exact copy, one near-copy, the record that is asked about: were one of these settings lost, the split would differ.
    expect(manifest.counts).toMatchObject({ droppedExact: 1, droppedNear: 1, droppedLeaks: 1 });
    expect(await verify()).toMatchObject({ reproduced: true, differences: [] });
  });

  it("reads packed inputs, and outputs by what is in them", async () => {
    await writeFile(folder.at("packed.jsonl.gz"), gzipSync(strangers(20, 42).join("\n")));
    const outputs = { train: folder.at("train.jsonl.gz"), validation: folder.at("validation.jsonl") };
    await made({ inputs: [{ path: folder.at("packed.jsonl.gz") }], outputs });
    expect(await verify()).toMatchObject({ reproduced: true, records: 20 });
  });

  it("has files of other forms turned into records as they were, and JSONL read as it lies", async () => {
    const cases = { path: await folder.write("cases.converted", [strangers(1, 40)[0] ?? ""]), name: "cases.yaml" };
    await writeFile(folder.at("cases.yaml"), "- not read here\n");
    const plain = { path: await folder.write("plain.jsonl", strangers(1, 43)) };
    await made({ against: [cases, plain], leaks: "drop" });
    const asked: string[] = [];
    const readOther = (path: string) => {
      asked.push(path);
      return Promise.resolve({ path: cases.path });
    };
    expect(await verify({ readOther })).toMatchObject({ reproduced: true, records: 59 });
    expect(new Set(asked)).toEqual(new Set([folder.at("cases.yaml")]));
  });

  it("leaves nothing behind, and ends when it is told to", async () => {
    await made();
    await mkdir(folder.at("temporary"));
    const before = process.env["TMPDIR"];
    process.env["TMPDIR"] = folder.at("temporary");
    try {
      expect(await verify()).toMatchObject({ reproduced: true });
      await expect(verify({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
      expect(await readdir(folder.at("temporary"))).toEqual([]);
    } finally {
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
    }
  });
});

describe("verifyManifest(), what is not as it was", () => {
  it("names an output with other bytes, and one that is gone", async () => {
    await made();
    await writeFile(folder.at("train.jsonl"), "{}\n");
    await rm(folder.at("validation.jsonl"));
    expect((await verify()).differences).toEqual([
      { code: "output-changed", path: "train.jsonl", message: "The output has other bytes than the manifest says." },
      { code: "output-missing", path: "validation.jsonl", message: "The output is not there." },
    ]);
  });

  it("names an input with other bytes or none, and does not split anew what cannot be the same", async () => {
    const manifest = await made();
    await folder.write("inputs.jsonl", strangers(61, 40));
    expect((await verify()).differences).toEqual([
      { code: "input-changed", path: "inputs.jsonl", message: "The input has other bytes than the manifest says." },
    ]);
    await rm(folder.at("inputs.jsonl"));
    expect(await verify()).toMatchObject({
      reproduced: false,
      records: manifest.records.length,
      differences: [{ code: "input-missing", message: "The input is not there." }],
    });
  });

  it("names a record that is on another side, and one that is not dealt out", async () => {
    const manifest = await made();
    const [first, second, ...rest] = manifest.records;
    if (first === undefined || second === undefined) throw new TypeError("There are sixty records.");
    const turned = { ...first, side: first.side === "train" ? "validation" : "train" } as const;
    await rewrite({ ...manifest, records: [turned, { ...second, id: "0".repeat(32) }, ...rest] });
    expect((await verify()).differences).toEqual([
      {
        code: "record-moved",
        path: "inputs.jsonl:1",
        message: `The record is now on the ${first.side} side, not ${turned.side}.`,
      },
      { code: "record-moved", path: "inputs.jsonl:2", message: "The record is no longer dealt out." },
    ]);
  });

  it("names a hundred records at most", async () => {
    const manifest = await made({ inputs: [{ path: await folder.write("many.jsonl", strangers(120, 44)) }] });
    await rewrite({ ...manifest, records: manifest.records.map((record) => ({ ...record, side: "test" })) });
    expect(codes(await verify())).toEqual(Array.from({ length: 100 }, () => "record-moved"));
  });

  it("says when a side that is as the manifest says would not come out of the split", async () => {
    const manifest = await made();
    const text = (await readFile(folder.at("train.jsonl"), "utf8")).replace("w", "v");
    await writeFile(folder.at("train.jsonl"), text);
    const { train, validation } = manifest.outputs;
    await rewrite({
      ...manifest,
      outputs: { train: { ...train, sha256: hash("sha256", text, "hex") }, validation, test: null },
    });
    expect((await verify()).differences).toEqual([
      {
        code: "rebuild-differs",
        path: "train.jsonl",
        message: "Made again, the train side has other bytes than the manifest says.",
      },
    ]);
  });

  it("names files that the split was kept apart from, and the earlier version, by their bytes", async () => {
    await made({ validationCount: 6 });
    await cp(folder.at("manifest.json"), folder.at("earlier.json"));
    const asked = { path: await folder.write("asked.jsonl", strangers(3, 46)) };
    const suite = { path: await folder.write("suite.converted", strangers(3, 47)), name: "suite.yaml" };
    const content = await readFile(suite.path, "utf8");
    await writeFile(folder.at("suite.yaml"), "the cases\n");
    await made({ validationCount: 6, against: [asked, suite], keepFrom: folder.at("earlier.json") });
    const readOther = (path: string) => Promise.resolve({ path, content });
    expect(await verify({ readOther })).toMatchObject({ reproduced: true });

    await folder.write("asked.jsonl", strangers(2, 46));
    await writeFile(folder.at("earlier.json"), "{}");
    const changed = "The input has other bytes than the manifest says.";
    const cannot = () => Promise.reject(new Error("no suite any more"));
    expect((await verify({ readOther: cannot })).differences).toEqual([
      { code: "input-changed", path: "asked.jsonl", message: changed },
      { code: "input-changed", path: "suite.yaml", message: changed },
      { code: "input-changed", path: "earlier.json", message: changed },
    ]);
    await rm(folder.at("asked.jsonl"));
    await rm(folder.at("suite.yaml"));
    await rm(folder.at("earlier.json"));
    expect(codes(await verify({ readOther: cannot }))).toEqual(["input-missing", "input-missing", "input-missing"]);
  });

  it("names a record that the manifest leaves out, and one of which it says something else", async () => {
    const manifest = await made();
    const [first, second, third, fourth, ...rest] = manifest.records;
    if (first === undefined || second === undefined || third === undefined || fourth === undefined)
      throw new TypeError("There are sixty records.");
    const records = [
      { ...second, cluster: "0".repeat(32) },
      { ...third, stratum: "other" },
      { ...fourth, prompt: "0".repeat(16) },
      ...rest,
    ];
    await rewrite({ ...manifest, records });
    const differs = "Made again, the record has another question, cluster or category.";
    const unlisted = "The record is dealt out, but the manifest does not list it.";
    expect((await verify()).differences).toEqual([
      { code: "record-moved", path: "inputs.jsonl:1", message: unlisted },
      { code: "rebuild-differs", path: "inputs.jsonl:2", message: differs },
      { code: "rebuild-differs", path: "inputs.jsonl:3", message: differs },
      { code: "rebuild-differs", path: "inputs.jsonl:4", message: differs },
    ]);
  });

  it.each<[string, (manifest: SplitManifest) => Partial<SplitManifest>]>([
    ["inputs", ({ inputs }) => ({ inputs: inputs.map((input) => ({ ...input, records: 59 })) })],
    ["outputs", ({ outputs }) => ({ outputs: { ...outputs, train: { ...outputs.train, bytes: 1 } } })],
    ["counts", ({ counts }) => ({ counts: { ...counts, clusters: 61 } })],
    ["strata", () => ({ strata: [] })],
    ["symbols", () => ({ symbols: [{ name: "Never", train: 1, validation: 0, test: 0 }] })],
    ["heldOut", () => ({ heldOut: ["Never"] })],
    ["notes", () => ({ notes: [{ code: "search-capped", message: "One." }] })],
    ["hazards", () => ({ hazards: [{ code: "same-prompt", size: 2, records: [], kept: "together" }] })],
    ["issues", () => ({ issues: [{ file: "inputs.jsonl", issues: [] }] })],
  ])("names a figure that does not follow from the inputs: %s", async (name, change) => {
    const manifest = await made();
    await rewrite({ ...manifest, ...change(manifest) });
    expect((await verify()).differences).toEqual([
      {
        code: "rebuild-differs",
        path: "manifest.json",
        message: `Made again, "${name}" is not what the manifest says.`,
      },
    ]);
  });

  it("does not mind that a search once compared other pairs, or that a note had other words", async () => {
    const manifest = await made({
      validationRatio: 0.1,
      inputs: [{ path: await folder.write("i.jsonl", strangers(20, 48)) }],
    });
    const search = { ...manifest.search, compared: manifest.search.compared + 7 };
    await rewrite({ ...manifest, search, histogram: { ...manifest.histogram, bins: [7] } });
    expect(await verify()).toMatchObject({ reproduced: true });
  });

  it("refuses what is no manifest", async () => {
    await writeFile(folder.at("manifest.json"), "{}");
    await expect(verify()).rejects.toMatchObject({ code: "DATASET_INVALID" });
  });
});
