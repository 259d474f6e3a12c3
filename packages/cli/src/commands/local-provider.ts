import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { FaultRule } from "@tunewright/local-provider";
import { PipelineError } from "@tunewright/schema/errors";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { locate } from "../input/expand-inputs.ts";
import { parsePort, parsePositive } from "../program/parse-number.ts";

interface LocalProviderOptions {
  readonly port: number;
  readonly state: string;
  readonly host: string;
  readonly expose?: true;
  readonly key?: string;
  readonly faults?: string;
  readonly speed?: number;
  readonly webhookUrl?: string;
  readonly json?: true;
}

/** `tunewright local-provider`: the embedded service, for rehearsals and for other people's tests. */
export function registerLocalProvider(program: Command, context: CliContext): void {
  program
    .command("local-provider")
    .summary("run the embedded OpenAI-compatible service")
    .description(
      "Serves OpenAI's files, fine-tuning and chat API on this machine and really trains a small baseline model (n-grams, not " +
        "a GPT). Runs until Ctrl-C; what is training then goes on at the next start.",
    )
    .option("--port <port>", "port to listen on; 0 takes any free one", parsePort, 4310)
    .option("--state <dir>", "folder for files, jobs and models", ".tunewright/local-provider")
    .option("--host <host>", "address to listen on; other than loopback needs --expose and --key", "127.0.0.1")
    .option("--expose", "let other machines in")
    .option("--key <key>", "the one key that opens it (default: any key)")
    .option("--faults <file>", "fault plan, YAML or JSON")
    .option("--speed <steps>", "training steps a second at most", parsePositive)
    .option("--webhook-url <url>", "tell this URL how jobs end; signed with OPENAI_WEBHOOK_SECRET")
    .option("--json", "print one JSON object when it is up")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  tunewright local-provider --port 4310\n" +
        "  OPENAI_BASE_URL=http://127.0.0.1:4310/v1 OPENAI_API_KEY=any node your-app.js",
    )
    .action((options: LocalProviderOptions) => serve(context, options));
}

async function serve(context: CliContext, options: LocalProviderOptions): Promise<void> {
  const { startLocalProvider } = await import("@tunewright/local-provider");
  const faults = options.faults === undefined ? undefined : await readFaults(locate(options.faults, context.cwd));
  await using provider = await startLocalProvider({
    stateDirectory: locate(options.state, context.cwd),
    port: options.port,
    host: options.host,
    exposed: options.expose,
    apiKey: options.key,
    faults,
    speed: options.speed,
    webhook: webhookOf(context, options),
    logger: {
      info: (message) => void note(context, message),
      error: (message, error) =>
        void note(context, `${message}: ${error instanceof Error ? error.message : "unknown"}`),
    },
  });
  if (options.json === true) {
    await writeJson(context, { version: 1, url: provider.url, baseUrl: provider.baseUrl, port: provider.port });
  } else {
    await write(context.stdout, `${provider.baseUrl}\n`);
    await note(context, "The local baseline is up, which is no GPT model. Ctrl-C stops it.");
  }
  if (!context.signal.aborted) await once(context.signal, "abort");
}

async function readFaults(path: string): Promise<readonly FaultRule[]> {
  const { faultPlanSchema } = await import("@tunewright/local-provider");
  const { toInputError } = await import("@tunewright/jsonl");
  const { readContract } = await import("../input/read-contract.ts");
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw toInputError(error, path);
  });
  const reading = await readContract(text, faultPlanSchema, "the plan");
  if (reading.kind === "value") return reading.value.faults;
  const [fault] = reading.faults;
  const where = fault === undefined ? "it is no fault plan" : `${fault.line}:${fault.column} ${fault.message}`;
  throw new PipelineError("CONFIG_INVALID", `Cannot use the fault plan ${path}: ${where}.`, {
    details: { path },
    hint: "The README of the local provider lists the faults.",
  });
}

function webhookOf(
  context: CliContext,
  { webhookUrl }: LocalProviderOptions,
): { url: string; secret: string } | undefined {
  if (webhookUrl === undefined) return undefined;
  if (!URL.canParse(webhookUrl)) throw new PipelineError("USAGE", "Cannot send webhooks: --webhook-url is no URL.");
  const secret = context.env["OPENAI_WEBHOOK_SECRET"];
  if (secret === undefined || secret === "") {
    throw new PipelineError("USAGE", "Cannot sign webhooks: there is no secret.", {
      hint: "Set OPENAI_WEBHOOK_SECRET, as whsec_ and base64.",
    });
  }
  return { url: webhookUrl, secret };
}
