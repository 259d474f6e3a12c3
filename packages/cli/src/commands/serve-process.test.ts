import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import OpenAI from "openai";

const program = fileURLToPath(new URL("../testing/main-process.ts", import.meta.url));
const rules = join(import.meta.dirname, "../../../../scripts/readme-fixtures/random-rules.yaml");
const config = `version: 1\nraw: [raw]\nrules: [${JSON.stringify(rules)}]\ntrain: { provider: local, model: local-ngram-3, suffix: s }\n`;
const running: ChildProcess[] = [];
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-serve-"));
  await writeFile(join(cwd, "tunewright.yaml"), config);
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  await rm(cwd, { recursive: true, force: true });
});

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; stderr: string }>;
}

/** The server in a process of its own, once it says that it is up. */
async function serve(...flags: string[]): Promise<Served> {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, ...env } = process.env;
  const node = ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning", program];
  const child = spawn(process.execPath, [...node, "serve", "--port", "0", ...flags], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let stderr = "";
  child.stderr.on("data", (piece: Buffer) => {
    stderr += piece.toString();
  });
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stderr }));
  const [line] = (await Promise.race([
    once(child.stdout, "data"),
    ended.then(({ stderr: text }) => Promise.reject(new Error(text))),
  ])) as [Buffer];
  return { url: line.toString().trim(), child, ended };
}

describe("tunewright serve, as a process", () => {
  it("answers through the embedded provider without any key, and ends on SIGTERM", async () => {
    const { url, child, ended } = await serve("--model", "local-ngram-3");
    const client = new OpenAI({ apiKey: "any", baseURL: `${url}/v1`, maxRetries: 0 });
    const answer = await client.chat.completions.create({
      model: "local-ngram-3",
      messages: [{ role: "user", content: "a secret question" }],
    });
    expect(answer.choices[0]?.message.content).toMatch(/untrained local baseline/);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    child.kill("SIGTERM");
    const { stderr } = await ended;
    expect(stderr).toContain("guard: repair");
    expect(stderr).not.toContain("a secret question");
    expect(stderr).not.toContain("untrained local baseline of tunewright");
  });

  it("lets a stream that is open end whole after SIGTERM, repaired, and takes no new one", async () => {
    await using model = await startSlowModel([
      "```sourcepawn\nfloat x = Random",
      "Float(0.0, 1.0);\n",
      "```\n",
      "Done.",
    ]);
    const { url, child, ended } = await serve("--model", "m", "--base-url", model.url, "--no-log");
    const client = new OpenAI({ apiKey: "any", baseURL: `${url}/v1`, maxRetries: 0 });
    const stream = await client.chat.completions.create({
      model: "m",
      messages: [{ role: "user", content: "hello" }],
      stream: true,
    });
    let text = "";
    let reason: string | null = null;
    for await (const chunk of stream) {
      if (text === "") {
        child.kill("SIGTERM");
        await model.waitThenGoOn();
        await expect(fetch(`${url}/health`)).rejects.toThrow();
      }
      text += chunk.choices[0]?.delta.content ?? "";
      reason = chunk.choices[0]?.finish_reason ?? reason;
    }
    expect(text).toBe("```sourcepawn\nfloat x = GetRandomFloat(0.0, 1.0);\n```\nDone.");
    expect(reason).toBe("stop");
    expect((await ended).stderr).toContain("open answers may end first");
  });
});

interface SlowModel extends AsyncDisposable {
  readonly url: string;
  /** Gives the server time to take the signal, then sends the rest. */
  waitThenGoOn(): Promise<void>;
}

/** A model that sends its first piece and then waits to be told to go on. */
async function startSlowModel(pieces: readonly string[]): Promise<SlowModel> {
  let open: ServerResponse | undefined;
  const event = (choice: object): string =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "m", choices: [choice] })}\n\n`;
  const piece = (content: string): string => event({ index: 0, delta: { content }, finish_reason: null });
  const server: Server = createServer((request, response) => {
    request.resume();
    if (request.method === "GET") {
      response.setHeader("content-type", "application/json");
      response.end('{"object":"list","data":[]}');
      return;
    }
    open = response;
    response.setHeader("content-type", "text/event-stream");
    response.write(piece(pieces[0] ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    waitThenGoOn: async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      for (const text of pieces.slice(1)) open?.write(piece(text));
      open?.write(event({ index: 0, delta: {}, finish_reason: "stop" }));
      open?.end("data: [DONE]\n\n");
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
