import type { Command } from "commander";

/** What commander does about an option that it does not know: says so, with the nearest one that it knows, and throws. */
interface KnowsUnknown {
  unknownOption?(flag: string): never;
}

/**
 * Lets a command complain of a misspelled option before one that is missing: who writes `--verson v8` has not left `--version` out;
 * and of the option that took the files, where none are left.
 *
 * @param command Settled otherwise; its output is set here.
 * @param argv What stands behind the program's name.
 */
export function blameMisspelling(command: Command, argv: readonly string[]): void {
  command.configureOutput({
    outputError: (text, write) => {
      if (text.startsWith("error: required option")) {
        const [flag] = command.parseOptions([...argv]).unknown;
        if (flag?.startsWith("-") === true) (command as KnowsUnknown).unknownOption?.(flag);
      }
      write(text.startsWith("error: missing required argument") ? text.replace("\n", swallowedBy(command)) : text);
    },
  });
}

/** Which option took what was meant for the command: `split --against evals.yaml data.jsonl` names two files to be kept apart. */
function swallowedBy(command: Command): string {
  const greedy = command.options.find((option) => {
    const values = command.getOptionValue(option.attributeName()) as unknown;
    return option.variadic && Array.isArray(values) && values.length > 1;
  });
  return greedy === undefined ? "\n" : `; ${String(greedy.long)} takes every name behind it, so put the files first\n`;
}
