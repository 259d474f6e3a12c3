export type { CliContext, OutputStream } from "./context.ts";
export { type ExitCode, exitCodeOf, exitCodes } from "./exit-codes.ts";
export { type LoadedConfig, loadConfig } from "./load-config.ts";
export { main } from "./main.ts";
