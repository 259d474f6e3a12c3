import { statfs } from "node:fs/promises";
import type { ModelTable } from "@tunewright/schema";
import type { Command } from "commander";
import { type CliContext, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { reachProviders } from "../doctor/reach-providers.ts";
import { loadOptionalConfig } from "../input/load-config.ts";
import { providerSettings, setting } from "../training/provider-settings.ts";
import { loadModels } from "../input/load-tables.ts";

/** One thing that the doctor looked at. */
interface Finding {
  readonly name: string;
  readonly state: "ok" | "warning" | "error";
  readonly detail: string;
}

/** `tunewright doctor`: what a run would meet on this machine. */
export function registerDoctor(program: Command, context: CliContext): void {
  program
    .command("doctor")
    .summary("look at Node, keys, config, models and disk")
    .description(
      "Looks at what a run would meet here. Keys are said to be present or not, and never shown; each provider that has " +
        "one is asked whether it answers.",
    )
    .option("--config <file>", "config file")
    .option("--online", "end with 1 when a provider does not answer")
    .option("--offline", "do not ask the providers whether they answer")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright doctor --online")
    .action(async (options: { config?: string; online?: true; offline?: true; json?: true }) => {
      const findings = [nodeVersion(), ...keyFindings(context), await disk(context.cwd)];
      const loaded = await loadOptionalConfig(context, options.config);
      if (loaded === undefined) findings.push({ name: "config", state: "warning", detail: "no tunewright.yaml found" });
      else {
        findings.push({ name: "config", state: "ok", detail: `valid, model ${loaded.config.train.model}` });
        const models = await loadModels(loaded, context.cwd);
        findings.push(...modelFindings(models, loaded.config.train.model, Date.now()));
      }
      if (options.offline !== true) {
        for (const { answers, detail } of await reachProviders(context)) {
          const fault = options.online === true ? "error" : "warning";
          findings.push({ name: "provider", state: answers ? "ok" : fault, detail });
        }
      }
      if (findings.some((finding) => finding.state === "error" && finding.name !== "model")) context.fallShort();
      if (options.json === true) await writeJson(context, { version: 1, findings });
      else {
        for (const { name, state, detail } of findings) {
          await write(context.stdout, `${state.padEnd(8)}${name}: ${detail}\n`);
        }
      }
    });
}

/** Days before a retirement from which it is a warning. */
const NOTICE_DAYS = 90;

function modelFindings({ models }: ModelTable, name: string, now: number): Finding[] {
  const entries = models.filter((entry) => entry.model === name || entry.aliases.includes(name));
  if (entries.length === 0) return [{ name: "model", state: "warning", detail: `${name} is not in the model table` }];
  return entries.map(({ provider, retirement, date }) => {
    const end = retirement.training ?? retirement.shutdown;
    if (end === undefined)
      return { name: "model", state: "ok", detail: `${provider} names no end of ${name} (${date})` };
    const days = Math.ceil((Date.parse(end) - now) / 86_400_000);
    const earliest = retirement.earliest === true ? " at the earliest" : "";
    const stop =
      retirement.shutdown === undefined ? "" : `; it and its tunes stop on ${retirement.shutdown}${earliest}`;
    if (retirement.earliest === true) {
      const when = days > 0 ? `in ${days} days` : "which is over; ask the provider";
      const detail = `${provider} takes no new job for ${name} from ${end} at the earliest, ${when}${stop}`;
      return { name: "model", state: days > NOTICE_DAYS ? "ok" : "warning", detail };
    }
    const detail =
      days > 0
        ? `${provider} takes no new job for ${name} from ${end}, in ${days} days${stop}`
        : `${provider} takes no new job for ${name} since ${end}${stop}`;
    return { name: "model", state: days > NOTICE_DAYS ? "ok" : days > 0 ? "warning" : "error", detail };
  });
}

function nodeVersion(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= 22
    ? { name: "node", state: "ok", detail: process.version }
    : { name: "node", state: "error", detail: `${process.version}; tunewright needs 22 or later` };
}

function keyFindings({ env }: CliContext): Finding[] {
  const present = Object.values(providerSettings).filter(({ key }) => setting(env, key) !== undefined);
  if (present.length === 0) {
    return [{ name: "keys", state: "ok", detail: "none is set, so jobs run on the embedded local provider" }];
  }
  return present.map(({ key, needs }) => {
    const missing = Object.keys(needs).filter((name) => setting(env, name) === undefined);
    if (missing.length === 0) return { name: "keys", state: "ok", detail: `${key} is set` };
    return { name: "keys", state: "warning", detail: `${key} is set, but not ${missing.join(" and ")}` };
  });
}

async function disk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / 2 ** 30;
  return { name: "disk", state: free < 1 ? "warning" : "ok", detail: `${free.toFixed(1)} GiB free` };
}
