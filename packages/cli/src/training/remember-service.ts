import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "@tunewright/jsonl";
import { type ProviderName, providerNameSchema } from "@tunewright/schema";
import * as z from "zod";

const serviceSchema = z.strictObject({ version: z.literal(1), provider: providerNameSchema, base_url: z.url() });

/**
 * Writes down which service was given for a version's job, so that `watch` and the others ask the same one.
 *
 * It stands beside the journal and not in the record: a record goes from machine to machine and names no host.
 */
export async function rememberService(
  data: string,
  version: string,
  service: { readonly provider: ProviderName; readonly baseUrl: string | undefined },
): Promise<void> {
  const path = servicePath(data, version);
  if (service.baseUrl === undefined) {
    await rm(path, { force: true });
    return;
  }
  const entry: z.infer<typeof serviceSchema> = { version: 1, provider: service.provider, base_url: service.baseUrl };
  await writeFileAtomic(path, `${JSON.stringify(entry)}\n`);
}

/** The base URL that was given for a version's job at this provider; `undefined` where it was the provider's own. */
export async function recallService(
  data: string,
  version: string,
  provider: ProviderName,
): Promise<string | undefined> {
  try {
    const entry = serviceSchema.parse(JSON.parse(await readFile(servicePath(data, version), "utf8")));
    return entry.provider === provider ? entry.base_url : undefined;
  } catch {
    // It is a convenience: without it a flag or the environment names the service.
    return undefined;
  }
}

function servicePath(data: string, version: string): string {
  return join(data, ".tunewright", `service-${version}.json`);
}
