import { describe, expect, it } from "@jest/globals";
import { shortenPaths } from "./shorten-paths.ts";

describe("shortenPaths()", () => {
  it.each([
    {
      message: "Cannot read /home/ann/my model/raw/a.jsonl: no such file.",
      shown: "Cannot read raw/a.jsonl: no such file.",
    },
    {
      message: "/home/ann/my model/rules/a.yaml:3:4: wrong.\n/home/ann/my model/b.yaml:1:1: too.",
      shown: "rules/a.yaml:3:4: wrong.\nb.yaml:1:1: too.",
    },
    { message: "Cannot write to /home/ann/my model: it is a folder.", shown: "Cannot write to .: it is a folder." },
    { message: 'The folder "/home/ann/my model" is full.', shown: 'The folder "." is full.' },
    { message: "No rule pack was found at /home/ann/packs.", shown: "No rule pack was found at ../packs." },
  ])("shows $message as it looks from the folder", ({ message, shown }) => {
    expect(shortenPaths(message, "/home/ann/my model")).toBe(shown);
  });

  it.each([
    "Cannot read /home/bob/a.jsonl.",
    "Cannot read the folder /home/ann.",
    "Asked http://host/home/ann/my model/v1",
    "Cannot read /srv/home/ann/my model/a.jsonl.",
  ])("leaves %s alone", (message) => {
    expect(shortenPaths(message, "/home/ann/my model")).toBe(message);
  });

  it("takes a folder for its own name only, and not for the start of a longer one", () => {
    expect(shortenPaths("See /home/ann/model-2/a and /home/ann/model.old.", "/home/ann/model")).toBe(
      "See ../model-2/a and ../model.old.",
    );
  });

  it("names folders of the system as they are called", () => {
    expect(shortenPaths("Cannot read /tmp/x/a.jsonl and /etc/b.", "/tmp/project")).toBe(
      "Cannot read /tmp/x/a.jsonl and /etc/b.",
    );
    expect(shortenPaths("Cannot read /etc/b.", "/")).toBe("Cannot read /etc/b.");
  });
});
