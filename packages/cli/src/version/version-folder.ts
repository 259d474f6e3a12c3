import { join } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import { isVersionName } from "@tunewright/schema/version-name";
import type { LoadedConfig } from "../input/load-config.ts";
import { relativePath } from "../relative-path.ts";

/** Names of the files in a version's folder. */
export const versionFiles = {
  validation: "validation-report.json",
  rejects: "rejects.jsonl",
  clean: "clean",
  sanitize: "sanitize-report.json",
  dedupe: "dedupe-report.json",
  deduped: "deduped",
  train: "train.jsonl",
  validationSide: "validation.jsonl",
  test: "test.jsonl",
  manifest: "manifest.json",
  card: "dataset-card.md",
  croissant: "croissant.json",
  tokens: "token-report.json",
  raw: "raw-baseline",
} as const;

/** Where everything of one dataset version lies: `<data>/versions/vN`. */
export class VersionFolder {
  readonly version: string;
  readonly path: string;

  constructor(config: LoadedConfig, version: string) {
    if (!isVersionName(version)) {
      throw new PipelineError("USAGE", `Cannot use "${version}" as a version.`, {
        details: { version },
        hint: 'Write it as "v8".',
      });
    }
    this.version = version;
    this.path = join(config.data, "versions", version);
  }

  /** Path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Path of a file in the folder, as a person in `cwd` would write it. */
  shown(name: string, cwd: string): string {
    return relativePath(cwd, this.file(name));
  }
}
