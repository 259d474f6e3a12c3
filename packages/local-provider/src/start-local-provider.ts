import type { AddressInfo } from "node:net";
import { systemErrorCode } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import type { FastifyInstance } from "fastify";
import { ModelShelf } from "./answers/model-shelf.ts";
import { type Clock, systemClock } from "./clock.ts";
import { FaultEngine } from "./faults/fault-engine.ts";
import type { FaultRule } from "./faults/fault.ts";
import { buildServer } from "./http/build-server.ts";
import { JobBook } from "./jobs/job-book.ts";
import { JobRunner } from "./jobs/job-runner.ts";
import { ProviderState, type StoredJob } from "./state/provider-state.ts";
import { announceAddress, withdrawAddress } from "./state/service-address.ts";
import type { WireJob } from "./wire/wire-job.ts";
import { WebhookSender, type WebhookTarget } from "./webhooks/webhook-sender.ts";

/** Takes notes of what goes on; the request bodies, prompts and keys are never among them. */
export interface ProviderLogger {
  /** Told of the ordinary. */
  info(message: string): void;
  /** Told of a fault that the service survived. */
  error(message: string, error: unknown): void;
}

/** Options for {@link startLocalProvider}. */
export interface LocalProviderOptions {
  /** Folder that holds files, jobs and models; made where it does not exist. */
  readonly stateDirectory: string;
  /**
   * 0 takes any free port.
   *
   * @default 0
   */
  readonly port?: number | undefined;
  /**
   * Address to listen on. Anything but loopback needs `exposed` and `apiKey`.
   *
   * @default "127.0.0.1"
   */
  readonly host?: string | undefined;
  /** Says that the service shall be reached from other machines. */
  readonly exposed?: boolean | undefined;
  /** The one key that opens the service; any bearer token does where it is left out. */
  readonly apiKey?: string | undefined;
  /** Faults that are in force from the start. */
  readonly faults?: readonly FaultRule[] | undefined;
  /** Training steps a second at most; as fast as it goes where it is left out. */
  readonly speed?: number | undefined;
  /** Who is told of the end of jobs, by a signed request. */
  readonly webhook?: WebhookTarget | undefined;
  /** Time, for tests. @default the system's clock */
  readonly clock?: Clock | undefined;
  /** Who is told of what happens inside; nobody where it is left out. */
  readonly logger?: ProviderLogger | undefined;
}

/** A service that is up. */
export interface LocalProvider extends AsyncDisposable {
  /** As `http://127.0.0.1:4310`. */
  readonly url: string;
  /** What an OpenAI client takes as its base URL, as `http://127.0.0.1:4310/v1`. */
  readonly baseUrl: string;
  /** The port that it listens on. */
  readonly port: number;
  /** The faults in force; they can be replaced while it runs. */
  readonly faults: FaultEngine;
  /** Waits until a job has come to its end, and gives it as the wire carries it; rejects when the service closes before. */
  whenEnded(jobId: string): Promise<WireJob>;
  /** Stops; what was trained half-way goes on at the next start. */
  close(): Promise<void>;
}

const loopbackHosts = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/**
 * Starts the embedded service: OpenAI's files, fine-tuning and chat API over real HTTP, which trains a small baseline.
 *
 * @throws {PipelineError} `SERVER_REFUSED` for an address that is not loopback without flag and key, or a state folder in
 * use; `PORT_BUSY`; `OUTPUT_UNWRITABLE` for a state folder that cannot be written.
 */
export async function startLocalProvider(options: LocalProviderOptions): Promise<LocalProvider> {
  const { port = 0, host = "127.0.0.1", apiKey, clock = systemClock, logger = silent } = options;
  const loopback = loopbackHosts.test(host);
  if (!loopback && (options.exposed !== true || apiKey === undefined || apiKey === "")) {
    throw new PipelineError(
      "SERVER_REFUSED",
      `Cannot listen on ${host}: the local provider is for this machine only.`,
      {
        details: { host },
        hint: "To let other machines in, say so (--expose, or the option `exposed`) and set a key (--key, or `apiKey`).",
      },
    );
  }
  const state = await ProviderState.open(options.stateDirectory);
  const onError = (error: unknown): void => logger.error("the local provider met an error", error);
  const webhooks =
    options.webhook === undefined ? undefined : new WebhookSender({ state, clock, target: options.webhook, onError });
  const onEnd = (job: StoredJob): void => {
    logger.info(`job ${job.id} ${job.wire.status}`);
    webhooks?.announce(job.id);
  };
  const book = new JobBook({ state, clock, announces: webhooks !== undefined, onEnd });
  const runner = new JobRunner({ book, speed: options.speed, onError });
  const faults = new FaultEngine(options.faults);
  let app: FastifyInstance | undefined;
  const close = async (): Promise<void> => {
    await app?.close();
    await runner.close();
    book.close();
    await webhooks?.close();
    await withdrawAddress(state.folder);
    await state.close();
  };
  try {
    const service = { state, clock, book, runner, shelf: new ModelShelf(state), faults };
    app = await buildServer(service, { apiKey, loopback, onError });
    await app.listen({ port, host });
  } catch (error) {
    await close();
    throw toStartError(error, host, port);
  }
  const address = app.server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
  try {
    await announceAddress(state.folder, url);
  } catch (error) {
    await close();
    throw error;
  }
  runner.takeUp();
  webhooks?.takeUp();
  let closing: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => (closing ??= close());
  return {
    url,
    baseUrl: `${url}/v1`,
    port: address.port,
    faults,
    whenEnded: (jobId) => book.whenEnded(jobId),
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}

const silent: ProviderLogger = { info: () => {}, error: () => {} };

function toStartError(error: unknown, host: string, port: number): unknown {
  const code = systemErrorCode(error);
  const details = { host, port };
  if (code === "EADDRINUSE") {
    return new PipelineError("PORT_BUSY", `Cannot listen on ${host}:${port}: the port is in use.`, {
      cause: error,
      details,
      hint: "Stop the program that uses it, or choose another port; 0 takes any free one.",
    });
  }
  if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new PipelineError("SERVER_REFUSED", `Cannot listen on ${host}:${port}: ${code}.`, { cause: error, details });
  }
  return error;
}
