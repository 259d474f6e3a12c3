export { createCopilotApp } from "./create-copilot-app.ts";
export type { InferencePrice } from "./cost-ledger.ts";
export type { GuardMode } from "./guard/guard-mode.ts";
export type { GuardFinding } from "./guard/guard-report.ts";
export type { RouteApp } from "./routes/route-app.ts";
export type { CopilotServerOptions } from "./server-options.ts";
export { type CopilotServer, startCopilotServer, type StartCopilotServerOptions } from "./start-copilot-server.ts";
export { buildSystemPrompt, type SystemPromptMode, type SystemPromptOptions } from "./system-prompt.ts";
export type { UpstreamOptions } from "./upstream/upstream.ts";
