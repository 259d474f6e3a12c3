export { type Issue, issueSchema, type Severity, severitySchema } from "./issue.ts";
export { PipelineError, type PipelineErrorCode, type PipelineErrorOptions } from "./pipeline-error.ts";
export {
  type ChatExample,
  type ChatMessage,
  type ChatRole,
  chatExampleSchema,
  chatMessageSchema,
  chatRoles,
  imagePartSchema,
  refusalPartSchema,
  textPartSchema,
  toolCallSchema,
  toolSchema,
} from "./chat-example.ts";
export { type PreferenceExample, preferenceExampleSchema } from "./preference-example.ts";
export { type ReinforcementExample, reinforcementExampleSchema } from "./reinforcement-example.ts";
export { type Config, type ConfigInput, configSchema, type ProviderName, providerNameSchema } from "./config.ts";
export type {
  CodeFinding,
  CodeInspection,
  CodeInspector,
  CodeReference,
  GuardChange,
  GuardedText,
  GuardStream,
  ReferenceKind,
  RuleGuard,
} from "./code-inspection.ts";
export { findJsonFault, type JsonFault, type JsonNotes, scanJson } from "./json-text.ts";
