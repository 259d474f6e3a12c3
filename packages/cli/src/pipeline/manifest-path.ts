import { resolve } from "node:path";
import { versionNameSchema } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import { loadConfig } from "../load-config.ts";
import { VersionFolder, versionFiles } from "./version-folder.ts";

/** Path of a manifest that was named by its version, as `v7`, or by its own path. */
export async function manifestPath(context: CliContext, name: string, config?: string): Promise<string> {
  if (!versionNameSchema.safeParse(name).success) return resolve(context.cwd, name);
  return new VersionFolder(await loadConfig(context, config), name).file(versionFiles.manifest);
}
