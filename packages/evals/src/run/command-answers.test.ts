import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { AnswerRequest } from "./answer-source.ts";
import { commandAnswers } from "./command-answers.ts";

const asked = (signal = new AbortController().signal): AnswerRequest => ({
  caseId: "one",
  trial: 0,
  messages: [{ role: "user", content: "Write." }],
  signal,
});
const node = (code: string): string => `"${process.execPath}" -e "${code}"`;

describe("commandAnswers()", () => {
  it("sends no signal to other processes when a program that cannot be started is interrupted at once", async () => {
    // In a process group of its own: a signal that goes astray ends nothing but this script.
    const script = `
      import { commandAnswers } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, "command-answers.ts")).href)};
      process.on("SIGTERM", () => console.log("told to end"));
      const stop = new AbortController();
      const source = commandAnswers("no-such-program", { cwd: process.cwd() });
      const ask = () => source.answer({ caseId: "one", trial: 0, messages: [], signal: stop.signal });
      // As in a run: the first program fails, the next one is begun, and the failure ends it.
      await ask().catch(async () => {
        const next = ask();
        stop.abort();
        await next.catch(({ name }) => console.log(name));
      });
    `;
    const child = spawn(
      process.execPath,
      ["--conditions=@tunewright/source", "--input-type=module-typescript", "-e", script],
      { detached: true, stdio: ["ignore", "pipe", "pipe"], cwd: import.meta.dirname },
    );
    const ended = once(child, "close");
    expect(await text(child.stdout)).toBe("AbortError\n");
    expect(await ended).toEqual([0, null]);
  });

  it("does not wait for what a program has left behind when its time is over", async () => {
    const behind = `require('child_process').spawn(process.execPath, ['-e', 'setTimeout(()=>{},5000)'], { stdio: 'inherit' })`;
    const source = commandAnswers(node(behind), { cwd: import.meta.dirname, timeoutMs: 300 });
    await expect(source.answer(asked())).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringMatching(/took longer than 0.3 s/),
    });
  });

  it("ends a program that is interrupted, and gives the reason of the signal", async () => {
    const stop = new AbortController();
    const answer = commandAnswers(node("setInterval(()=>{},1000)"), { cwd: import.meta.dirname }).answer(
      asked(stop.signal),
    );
    stop.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
  });

  it("says which signal ended a program", async () => {
    const source = commandAnswers(node("process.kill(process.pid, 'SIGKILL')"), { cwd: import.meta.dirname });
    await expect(source.answer(asked())).rejects.toMatchObject({ message: expect.stringMatching(/ended by SIGKILL/) });
  });

  it("stops a program that answers without end", async () => {
    const endless = "const w=()=>{while(process.stdout.write('x'.repeat(1<<20)));};process.stdout.on('drain',w);w()";
    const source = commandAnswers(node(endless), { cwd: import.meta.dirname });
    await expect(source.answer(asked())).rejects.toMatchObject({
      message: expect.stringMatching(/more than 16 MiB/),
    });
  });
});
