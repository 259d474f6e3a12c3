import type { Command } from "commander";

/** What commander does about an option that it does not know: says so, with the nearest one that it knows, and throws. */
interface KnowsUnknown {
  unknownOption?(flag: string): never;
}

/**
 * Lets a command complain of a misspelled option before one that is missing: who writes `--verson v8` has not left `--version` out.
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
      write(text);
    },
  });
}
