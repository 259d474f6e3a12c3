import type { StoredJob } from "../state/provider-state.ts";
import type { WireJob } from "../wire/wire-job.ts";

const activeStatuses: ReadonlySet<WireJob["status"]> = new Set(["validating_files", "queued", "running"]);

/** Whether a job can still change by itself. */
export function isActive({ wire }: StoredJob): boolean {
  return activeStatuses.has(wire.status);
}
