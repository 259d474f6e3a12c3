/** The embedded service while it runs. */
export interface EmbeddedService {
  /** As `http://127.0.0.1:4310/v1`. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/**
 * Starts the embedded service on loopback, with its state in a folder.
 *
 * @throws {PipelineError} `SERVER_REFUSED` when another process runs it on this folder.
 */
export async function startEmbedded(state: string): Promise<EmbeddedService> {
  const { startLocalProvider } = await import("@tunewright/local-provider");
  const service = await startLocalProvider({ stateDirectory: state });
  return { baseUrl: service.baseUrl, close: () => service.close() };
}
