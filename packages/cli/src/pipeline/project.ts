import type { CliContext } from "../context.ts";
import type { LoadedConfig } from "../input/load-config.ts";
import type { LoadedRules } from "../input/load-rules.ts";
import type { VersionFolder } from "../version/version-folder.ts";

/** What every step of one version works on. */
export interface Project {
  readonly context: CliContext;
  readonly config: LoadedConfig;
  readonly folder: VersionFolder;
  /** Rule packs, proved; none where the config names none. */
  readonly rules: LoadedRules | undefined;
  /** SHA-256 over the rule packs, `null` where there are none. */
  readonly rulesSha256: string | null;
  /** SHA-256 of the API index, which decides what rules and judges take for a wrong name; `null` where there is none. */
  readonly apiSha256: string | null;
  /** Names that count as the API's; without an index every name that is called does. */
  readonly symbols: readonly string[] | undefined;
  /**
   * Raw files, relative to the config's folder: what a version's reports say must not hang on where a command was typed.
   */
  readonly raw: readonly string[];
  /** Take out invalid records and go on, rather than stop. */
  readonly allowRejects: boolean;
}
