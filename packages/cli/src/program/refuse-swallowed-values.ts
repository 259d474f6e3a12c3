import type { Command, Option } from "commander";

/**
 * Lets every command refuse what a script passes whose variable is not set: `--out "$OUT"` must not mean the current folder, nor
 * `--rules $RULES --out clean.jsonl` a rule pack of the name `--out`.
 */
export function refuseSwallowedValues(program: Command): void {
  program.hook("preAction", (_program, command) => {
    for (const option of command.options) {
      const values = [command.getOptionValue(option.attributeName()) as unknown].flat();
      if (values.includes("")) refuse(command, option, "is empty. Is a variable of the calling script not set?");
      const flag = values.find((value) => command.options.some(({ long, short }) => long === value || short === value));
      if (typeof flag === "string") refuse(command, option, `is missing: ${flag} is another option.`);
    }
  });
}

function refuse(command: Command, { flags }: Option, why: string): never {
  return command.error(`error: option '${flags}' argument ${why}`, { code: "tunewright.swallowedValue", exitCode: 2 });
}
