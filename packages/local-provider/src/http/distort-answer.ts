import type { Fault } from "../faults/fault.ts";

/** Changes an answer as a fault says; other answers stay as they are. */
export function distortAnswer(fault: Fault | undefined, payload: unknown): unknown {
  if (fault?.kind === "unknown-status") return inJobs(payload, { status: fault.status ?? "awaiting_capacity" });
  if (fault?.kind === "empty-error") return inJobs(payload, { error: {} });
  if (fault?.kind === "repeat-page" && isList(payload)) return { ...payload, has_more: true };
  return payload;
}

function inJobs(payload: unknown, change: object): unknown {
  if (isList(payload)) return { ...payload, data: payload.data.map((item) => inJobs(item, change)) };
  const isJob =
    typeof payload === "object" && payload !== null && "object" in payload && payload.object === "fine_tuning.job";
  return isJob ? { ...payload, ...change } : payload;
}

function isList(payload: unknown): payload is { data: unknown[] } {
  return typeof payload === "object" && payload !== null && "data" in payload && Array.isArray(payload.data);
}
