import { PipelineError } from "@tunewright/schema/errors";

/** The embedded service while it runs. */
export interface EmbeddedService {
  /** As `http://127.0.0.1:4310/v1`. */
  readonly baseUrl: string;
  /** Whether another process runs it, so that a training goes on when this one ends. */
  readonly shared: boolean;
  /** `fetch` that follows the service when the process that ran it has ended. */
  readonly fetch: typeof globalThis.fetch;
  /** Stops it if it is this process's own; a training that is half done goes on at the next start. */
  close(): Promise<void>;
}

/** The service as it can be reached now: in this process, or in another. */
interface Place {
  readonly baseUrl: string;
  readonly close: (() => Promise<void>) | undefined;
}

/**
 * Starts the embedded service on loopback, with its state in a folder; joins it where another process runs it on that folder.
 *
 * So a job can be watched, cancelled or asked about from a second terminal. When the process that ran the service ends, the next request
 * starts it again in this one, and the training goes on.
 *
 * @throws {PipelineError} `SERVER_REFUSED` when another process holds the folder and does not listen.
 */
export async function startEmbedded(state: string): Promise<EmbeddedService> {
  let place = await openPlace(state);
  let reopening: Promise<Place> | undefined;
  const reopen = async (): Promise<void> => {
    place = await (reopening ??= openPlace(state));
    reopening = undefined;
  };
  return {
    get baseUrl() {
      return place.baseUrl;
    },
    get shared() {
      return place.close === undefined;
    },
    fetch: async (input, init) => {
      const send = (): Promise<Response> => globalThis.fetch(moveTo(input, place.baseUrl), init);
      try {
        return await send();
      } catch (error) {
        if (place.close !== undefined || !isRefused(error)) throw error;
        await reopen();
        return await send();
      }
    },
    close: async () => {
      await place.close?.();
    },
  };
}

/** Looks for the address of a service that is just starting. */
const maxLooks = 50;
const lookEveryMs = 100;

async function openPlace(state: string): Promise<Place> {
  const { findRunningProvider, startLocalProvider } = await import("@tunewright/local-provider");
  for (let look = 1; ; look += 1) {
    try {
      const service = await startLocalProvider({ stateDirectory: state });
      return { baseUrl: service.baseUrl, close: () => service.close() };
    } catch (error) {
      if (!(error instanceof PipelineError) || error.code !== "SERVER_REFUSED") throw error;
      const running = await findRunningProvider(state);
      if (running !== undefined) return { baseUrl: running.baseUrl, close: undefined };
      if (look === maxLooks) throw error;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
}

function moveTo(input: string | URL | Request, baseUrl: string): string | URL | Request {
  if (input instanceof Request) return new Request(moveTo(input.url, baseUrl), input);
  const url = new URL(input);
  url.host = new URL(baseUrl).host;
  return url;
}

/** Whether nobody listened, so that the request cannot have had an effect. */
function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "ECONNREFUSED";
}
