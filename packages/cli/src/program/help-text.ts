import { Help, type HelpConfiguration, type Option } from "commander";
import type { CliContext, OutputStream } from "../context.ts";

const standard = new Help();

/** How help is worded: a command that has only a summary is described by it, and what has to be given says so. */
export const helpTexts: HelpConfiguration = {
  // The standard's 40 leaves lines of any length on a terminal of 70 columns or less.
  minWidthToWrap: 20,
  commandDescription: (command) => command.description() || sentence(command.summary()),
  // Every command has options, and the ones that matter are in its own help.
  subcommandTerm: (command) => standard.subcommandTerm(command).replace(" [options]", ""),
  visibleOptions: (command) => standard.visibleOptions(command).toSorted((one, other) => rank(one) - rank(other)),
  optionDescription: (option) => `${standard.optionDescription(option)}${option.mandatory ? " (required)" : ""}`,
};

/** Characters in a line of help: those of the terminal; elsewhere what `COLUMNS` says, as other programs take it. */
export function helpWidth({ env }: CliContext, stream: OutputStream): number {
  const asked = Number(env["COLUMNS"]);
  return stream.columns || (Number.isInteger(asked) && asked > 0 ? asked : 100);
}

/** What most commands share comes last: the options before it are what is special about this one. */
function rank(option: Option): number {
  return ["config", "json", "help"].indexOf(option.attributeName());
}

function sentence(summary: string): string {
  return summary === "" ? "" : `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
