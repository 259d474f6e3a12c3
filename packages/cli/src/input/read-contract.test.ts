import { describe, expect, it } from "@jest/globals";
import * as z from "zod";
import { readContract } from "./read-contract.ts";

const schema = z.strictObject({ name: z.string(), train: z.strictObject({ epochs: z.int() }).optional() });

describe("readContract", () => {
  it("reads YAML, and JSON, which is YAML", async () => {
    const value = { kind: "value", value: { name: "a", train: { epochs: 2 } } };
    await expect(readContract("name: a\ntrain:\n  epochs: 2\n", schema, "the file")).resolves.toEqual(value);
    await expect(readContract('{"name": "a", "train": {"epochs": 2}}', schema, "the file")).resolves.toEqual(value);
  });

  it("tells every fault at its key, in the order of the lines", async () => {
    const reading = await readContract("train:\n  epochs: many\nname: 7\n", schema, "the file");
    expect(reading).toMatchObject({
      kind: "faults",
      faults: [
        { line: 2, column: 3, message: expect.stringMatching(/^train\.epochs: /) },
        { line: 3, column: 1, message: expect.stringMatching(/^name: /) },
      ],
    });
  });

  it("places the fault of a file that is no YAML", async () => {
    await expect(readContract("name: a\nname: b\n", schema, "the file")).resolves.toMatchObject({
      kind: "faults",
      faults: [{ line: 2, column: 1 }],
    });
  });

  it("takes an empty file for one without any setting", async () => {
    await expect(readContract("", z.strictObject({}), "the file")).resolves.toEqual({ kind: "value", value: {} });
  });

  it("names the whole where no part of it is at fault", async () => {
    await expect(readContract("- a\n", schema, "the table")).resolves.toMatchObject({
      kind: "faults",
      faults: [{ line: 1, column: 1, message: expect.stringMatching(/^the table: /) }],
    });
  });
});
