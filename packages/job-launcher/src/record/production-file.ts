import { join } from "node:path";
import { readIfPresent, writeFileAtomic } from "@tunewright/jsonl";
import { PipelineError, type Production, productionSchema } from "@tunewright/schema";
import { type Clock, systemClock } from "../clock.ts";
import { readJobRecord } from "./job-record-file.ts";

/** Place of the pointer: `<data>/production.json`. */
export function productionPath(data: string): string {
  return join(data, "production.json");
}

/**
 * Reads which version serves.
 *
 * @throws {PipelineError} `JOB_RECORD_INVALID` when the file is damaged.
 */
export async function findProduction(data: string): Promise<Production | undefined> {
  const path = productionPath(data);
  const bytes = await readIfPresent(path);
  if (bytes === undefined) return undefined;
  try {
    return productionSchema.parse(JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, "")));
  } catch (cause) {
    throw new PipelineError("JOB_RECORD_INVALID", `Cannot read ${path}: it does not say which version serves.`, {
      cause,
      details: { path },
      hint: 'Remove the file and move the version again with "tunewright promote".',
    });
  }
}

/** What a gate said of a version. */
export interface GateVerdict {
  readonly passed: boolean;
  /** Why not, in a sentence. */
  readonly reason: string;
}

/** Options for {@link promoteVersion}. */
export interface PromoteVersionOptions {
  readonly data: string;
  /** As `v8`. */
  readonly version: string;
  /** The gate that the version has to pass; without one only a forced promotion goes through. */
  readonly gate?: (() => Promise<GateVerdict>) | undefined;
  /** Promote without a gate, or past one that fails; the file says that it was forced. @default false */
  readonly force?: boolean | undefined;
  /** Time, for tests. @default the system's clock */
  readonly clock?: Clock | undefined;
}

/**
 * Moves a version into production.
 *
 * @throws {PipelineError} `JOB_NOT_FOUND` without a record, `EVAL_BELOW_GATE` without a model and when the gate says no.
 */
export async function promoteVersion(options: PromoteVersionOptions): Promise<Production> {
  const { data, version, force = false, clock = systemClock } = options;
  const record = await readJobRecord(data, version);
  if (record.fine_tuned_model === null) {
    throw new PipelineError(
      "EVAL_BELOW_GATE",
      `Cannot promote ${version}: its job has no model (status ${record.status ?? "unknown"}).`,
      {
        details: { version, status: record.status },
        hint: `Look with "tunewright status --version ${version}".`,
      },
    );
  }
  const before = await findProduction(data);
  if (before?.current.version === version && before.current.model === record.fine_tuned_model) return before;
  const verdict = await options.gate?.();
  if (verdict?.passed !== true && !force) {
    throw new PipelineError(
      "EVAL_BELOW_GATE",
      `Did not promote ${version}: ${verdict?.reason ?? "no gate was asked"}.`,
      { details: { version }, hint: "Improve it, or promote it all the same with --force." },
    );
  }
  const production: Production = {
    version: 1,
    current: {
      version,
      model: record.fine_tuned_model,
      promoted_at: new Date(clock.now()).toISOString(),
      forced: verdict?.passed !== true,
    },
    history: before === undefined ? [] : [before.current, ...before.history],
  };
  await writeFileAtomic(productionPath(data), `${JSON.stringify(production, undefined, 2)}\n`);
  return production;
}
