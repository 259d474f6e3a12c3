import { spawnSync } from "node:child_process";
import { expect, it } from "@jest/globals";
import { shellWord } from "./shell-word.ts";

it.each(["my-model/tunewright.yaml", "C:/models/a_b.yaml"])("leaves %s as it is", (word) => {
  expect(shellWord(word)).toBe(word);
});

it.each(["my model/a.yaml", "it's", "$HOME", "a;b", "`x`", "", "ü ber", 'say "hi"', "new\nline"])(
  "quotes %j so that a shell reads the same",
  (word) => {
    expect(spawnSync("sh", ["-c", `printf %s ${shellWord(word)}`], { encoding: "utf8" }).stdout).toBe(word);
  },
);
