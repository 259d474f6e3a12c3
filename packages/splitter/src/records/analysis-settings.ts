import type { CategoryRule } from "./record-category.ts";

/** What an analysis looks for; plain data, so that it can be handed to a worker. */
export interface AnalysisSettings {
  readonly categoryRules?: readonly CategoryRule[];
  /** Names that count as API symbols; without it, every name that is called. */
  readonly symbols?: readonly string[];
  /** Records with equal values of this field belong together. */
  readonly groupField?: string;
  /** Whether a bare `prompt`, with or without a `completion`, is a record: evaluations of other tools look so. */
  readonly takesPrompts?: boolean;
  /** Whether shingles are cut; without them there are no near-duplicates. */
  readonly near: boolean;
  /**
   * Whether API symbols are noted, for a split.
   *
   * @default false
   */
  readonly notesSymbols?: boolean;
}
