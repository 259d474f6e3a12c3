import type { Command } from "commander";
import type { CliContext } from "../context.ts";

/** Adds a command to the program. */
export type RegisterCommand = (program: Command, context: CliContext) => void;

/** A command by its name, loaded when it is asked for: all of them together read several hundred files. */
export interface CommandEntry {
  readonly name: string;
  readonly load: () => Promise<RegisterCommand>;
  /** What it stands under in `--help`. */
  readonly heading: string;
}

/** Every command under its heading, in the order of `--help`, where the next step comes after the one before. */
const groups: Readonly<Record<string, readonly Omit<CommandEntry, "heading">[]>> = {
  "Whole projects:": [
    { name: "init", load: async () => (await import("./init.ts")).registerInit },
    { name: "prepare", load: async () => (await import("./prepare.ts")).registerPrepare },
    { name: "run", load: async () => (await import("./run.ts")).registerRun },
  ],
  "Datasets:": [
    { name: "convert", load: async () => (await import("./convert.ts")).registerConvert },
    { name: "validate", load: async () => (await import("./validate.ts")).registerValidate },
    { name: "sanitize", load: async () => (await import("./sanitize.ts")).registerSanitize },
    { name: "dedupe", load: async () => (await import("./dedupe.ts")).registerDedupe },
    { name: "split", load: async () => (await import("./split.ts")).registerSplit },
    { name: "tokens", load: async () => (await import("./tokens.ts")).registerTokens },
    { name: "diff", load: async () => (await import("./diff.ts")).registerDiff },
    { name: "verify", load: async () => (await import("./verify.ts")).registerVerify },
  ],
  "Rules and names:": [
    { name: "rules", load: async () => (await import("./rules.ts")).registerRules },
    { name: "api", load: async () => (await import("./api.ts")).registerApi },
  ],
  "Training:": [
    { name: "launch", load: async () => (await import("./launch.ts")).registerLaunch },
    { name: "watch", load: async () => (await import("./watch.ts")).registerWatch },
    { name: "status", load: async () => (await import("./status.ts")).registerStatus },
    { name: "events", load: async () => (await import("./events.ts")).registerEvents },
    { name: "cancel", load: async () => (await import("./cancel.ts")).registerCancel },
    { name: "pause", load: async () => (await import("./pause.ts")).registerPause },
    { name: "resume", load: async () => (await import("./resume.ts")).registerResume },
  ],
  "Models:": [
    { name: "eval", load: async () => (await import("./eval.ts")).registerEval },
    { name: "versions", load: async () => (await import("./versions.ts")).registerVersions },
    { name: "promote", load: async () => (await import("./promote.ts")).registerPromote },
    { name: "report", load: async () => (await import("./report.ts")).registerReport },
    { name: "serve", load: async () => (await import("./serve.ts")).registerServe },
  ],
  "This machine:": [
    { name: "doctor", load: async () => (await import("./doctor.ts")).registerDoctor },
    { name: "local-provider", load: async () => (await import("./local-provider.ts")).registerLocalProvider },
  ],
};

/** Every command. */
export const commands: readonly CommandEntry[] = Object.entries(groups).flatMap(([heading, entries]) =>
  entries.map((entry) => ({ ...entry, heading })),
);

/**
 * The commands that an invocation can need: the one that it names, or all where help, completion or a suggestion has to know them.
 *
 * @param argv What stands behind the program's name.
 */
export function commandsFor(argv: readonly string[]): readonly CommandEntry[] {
  // The shell asks `complete -- launch --provider to`.
  const [first, ...rest] = argv[0] === "complete" && argv[1] === "--" && argv.length > 3 ? argv.slice(2) : argv;
  // --version is answered by the program itself.
  if ((first === "--version" || first === "-V") && rest.length === 0) return [];
  const named = commands.filter(({ name }) => name === first);
  return named.length > 0 ? named : commands;
}
