import type { Clock } from "../clock.ts";
import type { FaultEngine } from "../faults/fault-engine.ts";
import type { JobBook } from "../jobs/job-book.ts";
import type { JobRunner } from "../jobs/job-runner.ts";
import type { ModelShelf } from "../answers/model-shelf.ts";
import type { ProviderState } from "../state/provider-state.ts";

/** The parts of the service that its routes work with. */
export interface Service {
  readonly state: ProviderState;
  readonly clock: Clock;
  readonly book: JobBook;
  readonly runner: JobRunner;
  readonly shelf: ModelShelf;
  readonly faults: FaultEngine;
}
