import type { Argument, Command, Option } from "commander";

/** What a word may be completed to. */
export interface Candidate {
  readonly value: string;
  /** One line, or nothing. */
  readonly description: string;
}

/** Placeholders that stand for a version, or for a model that may be named by its version. */
const versionPlaceholders = /[<[](?:vN|version|model|from|to|first|second)\.*[>\]]$/;

/**
 * Says how a command line may go on.
 *
 * @param program The program, with the commands that the words name.
 * @param words What stands behind the program's name; the last one is to be completed, and may be empty.
 * @param versions The versions that there are, asked for only where one may stand.
 * @returns Nothing where a path or free text is expected: shells complete paths by themselves.
 */
export async function completeWords(
  program: Command,
  words: readonly string[],
  versions: () => Promise<readonly string[]>,
): Promise<Candidate[]> {
  const current = words.at(-1) ?? "";
  let command = program;
  let operands = 0;
  let waiting: Option | undefined;
  // `help` stands before the command that it is asked about.
  for (const word of words.slice(words.length > 1 && words[0] === "help" ? 1 : 0, -1)) {
    // bash hands over `--provider=to` as three words.
    if (waiting !== undefined) waiting = word === "=" ? waiting : undefined;
    else if (word.startsWith("-")) waiting = takesNext(command, word);
    else {
      const inner: Command | undefined = command.commands.find((child) => child.name() === word);
      if (inner === undefined) operands += 1;
      else command = inner;
    }
  }
  const startsLike = (candidates: readonly Candidate[]): Candidate[] =>
    candidates.filter(({ value }) => value.startsWith(current));
  if (waiting !== undefined) return startsLike(await valuesOf(waiting, waiting.flags, versions));
  const assigned = /^(--[^=]+)=/.exec(current);
  if (assigned !== null) {
    const option = command.options.find(({ long }) => long === assigned[1]);
    const values = option === undefined ? [] : await valuesOf(option, option.flags, versions);
    return startsLike(values.map(({ value, description }) => ({ value: `${assigned[0]}${value}`, description })));
  }
  if (current.startsWith("-")) return startsLike(optionsOf(command));
  if (operands === 0 && command.commands.length > 0) return startsLike(commandsOf(command));
  const argument = command.registeredArguments[operands] ?? command.registeredArguments.findLast((one) => one.variadic);
  if (argument === undefined) return [];
  return startsLike(await valuesOf(argument, `<${argument.name()}>`, versions));
}

function takesNext(command: Command, word: string): Option | undefined {
  const option = command.options.find(({ long, short }) => long === word || short === word);
  return option?.required === true || option?.optional === true ? option : undefined;
}

async function valuesOf(
  { argChoices }: Option | Argument,
  placeholder: string,
  versions: () => Promise<readonly string[]>,
): Promise<Candidate[]> {
  const choices = argChoices ?? (versionPlaceholders.test(placeholder) ? await versions() : []);
  return choices.map((value) => ({ value, description: "" }));
}

function optionsOf(command: Command): Candidate[] {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long == null ? [] : [{ value: long, description: firstLine(description) }]));
}

function commandsOf(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((child) => ({ value: child.name(), description: firstLine(child.summary() || child.description()) }));
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
