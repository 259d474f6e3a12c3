import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { ask } from "./ask.ts";

/** A terminal on which somebody types as soon as the question stands there. */
function terminal(typed: string | undefined): Parameters<typeof ask>[0] {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  let shown = "";
  stderr.on("data", (piece: Buffer) => {
    shown += piece.toString();
    if (!shown.includes("[y/N]")) return;
    stderr.removeAllListeners("data").resume();
    if (typed === undefined) stdin.end();
    else stdin.write(typed);
  });
  return { stdin, stderr, signal: new AbortController().signal };
}

describe("ask()", () => {
  it.each([
    { typed: "y\r", answer: true },
    { typed: " YES \r", answer: true },
    { typed: "n\r", answer: false },
    { typed: "\r", answer: false },
    { typed: "yesterday\r", answer: false },
    { typed: "\u0004", answer: false },
    { typed: undefined, answer: false },
  ])("takes $typed for $answer", async ({ typed, answer }) => {
    expect(await ask(terminal(typed), "Launch it?")).toBe(answer);
  });

  it("stops on Ctrl-C", async () => {
    await expect(ask(terminal("\u0003"), "Launch it?")).rejects.toMatchObject({ code: "INTERRUPTED" });
  });
});
