import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalProvider, type LocalProviderOptions, startLocalProvider } from "../start-local-provider.ts";

/** A service in a folder of its own, which goes when it is disposed of. */
export interface OpenService extends AsyncDisposable {
  readonly provider: LocalProvider;
  readonly folder: string;
}

/** Starts a service for a test; an error inside it is thrown when it is disposed of. */
export async function openService(options: Partial<LocalProviderOptions> = {}): Promise<OpenService> {
  const folder = await mkdtemp(join(tmpdir(), "tunewright-local-"));
  const errors: unknown[] = [];
  const logger = { info: () => {}, error: (_message: string, error: unknown) => void errors.push(error) };
  const provider = await startLocalProvider({ stateDirectory: join(folder, "state"), logger, ...options });
  return {
    provider,
    folder,
    [Symbol.asyncDispose]: async () => {
      await provider.close();
      await rm(folder, { recursive: true });
      if (errors.length > 0) throw errors[0];
    },
  };
}
