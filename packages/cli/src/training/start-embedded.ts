/** The embedded service while it runs. */
export interface EmbeddedService {
  /** As `http://127.0.0.1:4310/v1`. */
  readonly baseUrl: string;
  /** Stops it; a training that is half done goes on at the next start. */
  close(): Promise<void>;
}

/**
 * Starts the embedded service on loopback, with its state in a folder.
 *
 * @throws {PipelineError} `SERVER_REFUSED` when another process runs it on this folder.
 */
export async function startEmbedded(state: string): Promise<EmbeddedService> {
  const { startLocalProvider } = await import("@tunewright/local-provider");
  return startLocalProvider({ stateDirectory: state });
}
