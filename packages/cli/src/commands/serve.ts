import { type Command, Option } from "commander";
import type { CliContext } from "../context.ts";
import { parseAmount, parseCount, parsePort, parsePositive } from "../program/parse-number.ts";
import type { ServeOptions } from "../serving/serve-copilot.ts";

/** `tunewright serve`: the copilot server. */
export function registerServe(program: Command, context: CliContext): void {
  program
    .command("serve")
    .summary("serve a model as OpenAI does, guarded by the rules")
    .description(
      "An OpenAI-compatible server in front of the version in production. Answers are repaired by the same rules as training " +
        "data. Runs until Ctrl-C. Clients' keys come from TUNEWRIGHT_API_KEYS, separated by commas; without one only this machine " +
        "gets in.",
    )
    .option(
      "--port <port>",
      "port to listen on; 0 takes any free one (default: that of the config, else 8000)",
      parsePort,
    )
    .option(
      "--host <host>",
      "address; other than loopback needs TUNEWRIGHT_API_KEYS (default: that of the config, else 127.0.0.1)",
    )
    .option("--model <model>", "a model, or a version such as v8 (default: the version in production)")
    .option("--base-url <url>", "any OpenAI-compatible service that has the model")
    .addOption(
      new Option(
        "--guard <mode>",
        "what happens to wrong names in answers (default: that of the config, else repair)",
      ).choices(["repair", "mark", "off"]),
    )
    .addOption(
      new Option(
        "--system-prompt <mode>",
        "put the rules before a conversation that has no prompt of its own (auto), before each, or before none (default: that of the config, else auto)",
      ).choices(["auto", "always", "off"]),
    )
    .option("--retry-critical", "ask once more when an answer holds a critical security finding (not in streams)")
    .option("--requests-per-minute <n>", "most requests a minute for one key", parseCount, 600)
    .option("--daily-cost-limit <usd>", "refuse requests when a day has cost this much", parseAmount)
    .option("--timeout <seconds>", "silence of the model after which it counts as dead", parsePositive, 120)
    .option("--body-limit <bytes>", "largest request", parseCount, 2_097_152)
    .option("--drain <seconds>", "time that open answers have at the end", parsePositive, 30)
    .option("--cors-origin <origins...>", "origins beside localhost that a browser may call from")
    .option("--no-log", "write no log")
    .option("--log-texts", "also log prompts and answers")
    .option("--rules <packs...>", "files or folders of rule packs (default: those of the config)")
    .option("--api <file>", "API index (default: that of the config)")
    .option("--config <file>", "config file")
    .option("--json", "print one JSON object when it is up")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  tunewright serve\n" +
        "  tunewright serve --model v8 --port 8080 --guard mark\n" +
        "  TUNEWRIGHT_API_KEYS=$(openssl rand -hex 24) \\\n    tunewright serve --host 0.0.0.0 --daily-cost-limit 5",
    )
    .action(async (options: ServeOptions) => {
      const { serveCopilot } = await import("../serving/serve-copilot.ts");
      await serveCopilot(context, options);
    });
}
