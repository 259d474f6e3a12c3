import { expect, it } from "@jest/globals";
import { omitUndefined } from "./omit-undefined.ts";

it("leaves out what was not said, and nothing else", () => {
  const said = omitUndefined({ threads: undefined, seed: 0, name: "", strict: false, parent: null });
  expect(Object.keys(said)).toEqual(["seed", "name", "strict", "parent"]);
});
