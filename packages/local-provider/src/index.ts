export { type Clock, systemClock } from "./clock.ts";
export {
  type Fault,
  type FaultPlan,
  faultPlanSchema,
  type FaultRule,
  faultRuleSchema,
  faultSchema,
} from "./faults/fault.ts";
export type { FaultEngine } from "./faults/fault-engine.ts";
export {
  type LocalProvider,
  type LocalProviderOptions,
  type ProviderLogger,
  startLocalProvider,
} from "./start-local-provider.ts";
export { findRunningProvider, type RunningProvider } from "./state/service-address.ts";
export type { WebhookTarget } from "./webhooks/webhook-sender.ts";
export type { WireJob } from "./wire/wire-job.ts";
