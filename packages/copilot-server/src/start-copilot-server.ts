import type { AddressInfo } from "node:net";
import { PipelineError } from "@tunewright/schema/errors";
import { createCopilotApp } from "./create-copilot-app.ts";
import type { CopilotServerOptions } from "./server-options.ts";

/** Options for {@link startCopilotServer}. */
export interface StartCopilotServerOptions extends CopilotServerOptions {
  /** 0 takes any free port. @default 8000 */
  readonly port?: number | undefined;
  /** Anything but loopback needs `apiKeys`. @default "127.0.0.1" */
  readonly host?: string | undefined;
}

/** A server that is up. */
export interface CopilotServer extends AsyncDisposable {
  /** As `http://127.0.0.1:8000`. */
  readonly url: string;
  /** The port that it listens on. */
  readonly port: number;
  /** Takes no more requests, lets open answers end, then stops. */
  close(): Promise<void>;
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/**
 * Starts the copilot server.
 *
 * @throws {PipelineError} `SERVER_REFUSED` for an address that others can reach without a key, and for a cost limit without a
 *   price; `PORT_BUSY`.
 */
export async function startCopilotServer(options: StartCopilotServerOptions): Promise<CopilotServer> {
  const { port = 8000, host = "127.0.0.1", drainMs = 30_000 } = options;
  if (!loopback.test(host) && (options.apiKeys ?? []).length === 0) {
    throw new PipelineError(
      "SERVER_REFUSED",
      `Cannot listen on ${host}: other machines could use the model without a key.`,
      {
        details: { host },
        hint: "Set a key for clients (TUNEWRIGHT_API_KEYS on the command line, apiKeys in code), or stay on 127.0.0.1.",
      },
    );
  }
  if (options.dailyCostLimit !== undefined && options.price === undefined) {
    throw new PipelineError(
      "SERVER_REFUSED",
      `Cannot hold a cost limit for ${options.model}: its price is not known.`,
      {
        details: { model: options.model },
        hint: "Give the model a price, or start without the limit.",
      },
    );
  }
  const app = await createCopilotApp(options);
  try {
    await app.listen({ port, host, listenTextResolver: () => "listening" });
  } catch (cause) {
    await app.close();
    const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
    if (code === "EADDRINUSE" || code === "EACCES") {
      throw new PipelineError(
        "PORT_BUSY",
        `Cannot listen on port ${port}: ${code === "EACCES" ? "permission denied" : "it is in use"}.`,
        {
          cause,
          details: { port },
          hint: "Choose another with --port.",
        },
      );
    }
    throw cause;
  }
  const address = app.server.address() as AddressInfo;
  const shown = address.family === "IPv6" ? `[${address.address}]` : address.address;
  const close = async (): Promise<void> => {
    const late = setTimeout(() => app.server.closeAllConnections(), drainMs);
    await app.close().finally(() => clearTimeout(late));
  };
  return { url: `http://${shown}:${address.port}`, port: address.port, close, [Symbol.asyncDispose]: close };
}
