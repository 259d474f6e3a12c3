import { type ProviderName, providerNameSchema } from "@tunewright/schema";
import { type Command, Option } from "commander";
import { parseAmount } from "../program/parse-number.ts";

/** Where a version is trained and for how much, see {@link addLaunchOptions}. */
export interface LaunchFlags {
  readonly provider?: ProviderName;
  readonly baseUrl?: string;
  readonly yes?: true;
  readonly maxCost?: number;
}

/** Adds what every command that can create a job is told about it. */
export function addLaunchOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--provider <name>", "where to train (default: local, unless a key is set)").choices(
        providerNameSchema.options,
      ),
    )
    .option("--base-url <url>", "any server that speaks OpenAI's API")
    .option("--yes", "agree to the price; needed where there is no terminal")
    .option("--max-cost <usd>", "refuse a launch whose estimate is above this", parseAmount);
}
