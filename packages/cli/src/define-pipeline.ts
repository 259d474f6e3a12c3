import { join, resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import type { AnswerSource } from "@tunewright/evals";
import type { Clock, TrainingProvider } from "@tunewright/job-launcher";
import type { ConfigInput, ProviderName } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { isVersionName } from "@tunewright/schema/version-name";
import type { CliContext } from "./context.ts";
import { configOf, type LoadedConfig } from "./input/load-config.ts";
import type { PipelineEvent } from "./pipeline/run-pipeline.ts";

/** What {@link definePipeline} is told: which version is made of what, and where. */
export interface PipelineDefinition {
  /** Path of a `tunewright.yaml`, or its content. */
  readonly config: string | ConfigInput;
  /**
   * Folder that a path of the config, and the paths in given content, are relative to.
   *
   * @default process.cwd()
   */
  readonly folder?: string;
  /** Version to make, as `v8`. */
  readonly version: string;
  /** Where to train. @default as the config says, else `local` unless a key is set */
  readonly provider?: ProviderName;
  /** Any server that speaks OpenAI's API. */
  readonly baseUrl?: string;
  /** Agrees to the price of a provider that is paid. @default false */
  readonly yes?: boolean;
  /** Refuses a launch whose estimate is above this, in USD. */
  readonly maxCost?: number;
  /** Takes invalid records out and goes on. @default false */
  readonly allowRejects?: boolean;
  /** Trains nothing when the newest trained version has the same data and settings. @default false */
  readonly ifChanged?: boolean;
  /** On the local provider: also trains on the data without the repairs. @default false */
  readonly compareRaw?: boolean;
}

/** A pipeline that is ready to run, any number of times: what is up to date is skipped. */
export type Pipeline = Readonly<PipelineDefinition> & {
  readonly folder: string;
  /** The config that was given as content, checked. */
  readonly loaded: LoadedConfig | undefined;
};

/** Parts of the outside world for {@link runPipeline}; nothing else of it is touched. */
export interface PipelineSurroundings {
  /** Stops the run; what is finished stays, and a paid job goes on. */
  readonly signal?: AbortSignal;
  /** Variables that hold keys. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Trains instead of the provider that the definition or the config names. */
  readonly training?: TrainingProvider;
  /** Answers the evaluation instead of the trained model; needed with {@link training} where no service serves its model. */
  readonly answers?: AnswerSource;
  /** Time for waits and records. @default the machine's */
  readonly clock?: Clock;
  /** Is handed each line for a person: prices, notices, warnings. */
  readonly onNote?: (line: string) => void;
  /** The last step. @default "evaluate" */
  readonly until?: "prepare" | "train" | "evaluate";
}

/**
 * Says what a pipeline is, without touching a file.
 *
 * @throws {PipelineError} `CONFIG_INVALID` for content that is no config, `USAGE` for a version that is no `vN`.
 */
export function definePipeline(definition: PipelineDefinition): Pipeline {
  if (!isVersionName(definition.version)) {
    throw new PipelineError(
      "USAGE",
      `Cannot make the version ${definition.version}: it must be v and a number, as v8.`,
    );
  }
  const folder = resolve(definition.folder ?? process.cwd());
  const { config } = definition;
  const loaded = typeof config === "string" ? undefined : configOf(config, join(folder, "tunewright.yaml"));
  return { ...definition, folder, loaded };
}

/**
 * Takes a version the whole way, and tells each step when it is done; the last event is what came of it.
 *
 * @throws {PipelineError} What the steps throw; the steps before stay done, and the next run goes on behind them.
 *
 * @example Make a version and stop before anything is trained
 * ```ts
 * for await (const event of runPipeline(definePipeline({ config: "tunewright.yaml", version: "v8" }), { until: "prepare" })) {
 *   if (event.type === "step") console.log(event.outcome.name, event.outcome.summary);
 * }
 * ```
 */
export async function* runPipeline(
  pipeline: Pipeline,
  surroundings: PipelineSurroundings = {},
): AsyncGenerator<PipelineEvent> {
  const { openProject } = await import("./pipeline/open-project.ts");
  const { runVersion } = await import("./pipeline/run-pipeline.ts");
  const { signal = new AbortController().signal, env = process.env, onNote } = surroundings;
  const notes = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split("\n")) if (line !== "") onNote?.(line);
      done();
    },
  });
  const context: CliContext = {
    cwd: pipeline.folder,
    env,
    stdin: Readable.from([]),
    stdout: notes,
    stderr: notes,
    signal,
    config: pipeline.loaded,
    fallShort: () => {},
  };
  const { config, version, allowRejects } = pipeline;
  const project = await openProject(context, {
    config: typeof config === "string" ? config : undefined,
    version,
    allowRejects,
  });
  yield* runVersion(project, {
    provider: pipeline.provider,
    baseUrl: pipeline.baseUrl,
    yes: pipeline.yes,
    maxCost: pipeline.maxCost,
    compareRaw: pipeline.compareRaw,
    ifChanged: pipeline.ifChanged,
    training: surroundings.training,
    answers: surroundings.answers,
    clock: surroundings.clock,
    until: surroundings.until,
  });
}
