import { once } from "node:events";
import type { GuardMode, SystemPromptMode } from "@tunewright/copilot-server";
import type { Config, RuleGuard } from "@tunewright/schema";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { inferencePrices } from "../evaluation/choose-source.ts";
import { openChatEndpoint } from "../evaluation/open-chat-endpoint.ts";
import { loadConfig } from "../input/load-config.ts";
import { loadRules, type RulesOptions } from "../input/load-rules.ts";
import { setting } from "../training/provider-settings.ts";
import { toolVersion } from "../tool-version.ts";
import { chooseServedModel } from "./choose-served-model.ts";

/** Flags of `serve`. */
export interface ServeOptions extends RulesOptions {
  readonly port?: number;
  readonly host?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly guard?: GuardMode;
  readonly systemPrompt?: SystemPromptMode;
  readonly retryCritical?: true;
  readonly requestsPerMinute: number;
  readonly dailyCostLimit?: number;
  readonly timeout: number;
  readonly bodyLimit: number;
  readonly drain: number;
  readonly corsOrigin?: string[];
  readonly log: boolean;
  readonly logTexts?: true;
  readonly json?: true;
}

/** Serves the model until Ctrl-C, then lets open answers end. */
export async function serveCopilot(context: CliContext, options: ServeOptions): Promise<void> {
  const { startCopilotServer } = await import("@tunewright/copilot-server");
  const config = await loadConfig(context, options.config);
  const guard = await openGuard(context, options);
  // A flag beats the file.
  const settings = { ...config.config.serve, ...definedOf(options) };
  const { model, record } = await chooseServedModel(context, config, {
    model: options.model,
    baseUrl: options.baseUrl,
  });
  const endpoint = await openChatEndpoint(context, {
    config,
    baseUrl: options.baseUrl,
    provider: options.baseUrl === undefined ? record?.provider : undefined,
  });
  try {
    const prices = endpoint.isFree ? { input: 0, output: 0 } : await inferencePrices(context, model, config);
    const keys = (setting(context.env, "TUNEWRIGHT_API_KEYS") ?? "").split(/[\s,]+/).filter((key) => key !== "");
    await using server = await startCopilotServer({
      upstream: { baseUrl: endpoint.baseUrl, apiKey: endpoint.apiKey, timeoutMs: options.timeout * 1000 },
      model,
      aliases: record === undefined ? [] : [record.version],
      guard,
      guardMode: settings.guard,
      retryCritical: options.retryCritical,
      systemPrompt: settings.systemPrompt,
      role: config.config.eval.systemPrompt,
      apiKeys: keys,
      corsOrigins: options.corsOrigin,
      bodyLimitBytes: options.bodyLimit,
      requestsPerMinute: options.requestsPerMinute,
      price: prices === undefined ? undefined : { inputPerMillion: prices.input, outputPerMillion: prices.output },
      dailyCostLimit: settings.dailyCostLimit,
      logStream: options.log ? context.stderr : undefined,
      logTexts: options.logTexts,
      drainMs: options.drain * 1000,
      version: toolVersion,
      port: settings.port,
      host: settings.host,
    });
    const { url, port } = server;
    if (options.json === true) await writeJson(context, { version: 1, url, port, model, guard: settings.guard });
    else {
      await write(context.stdout, `${url}\n`);
      const baseline = record?.provider === "local" ? ", the local baseline and no GPT" : "";
      await note(
        context,
        `Serving ${record?.version ?? model}${baseline}; guard: ${settings.guard}. Its endpoints: ${url}/docs. Ctrl-C stops it.`,
      );
    }
    if (!context.signal.aborted) await once(context.signal, "abort");
    await note(context, "Stopping; open answers may end first. Ctrl-C again stops at once.");
  } finally {
    await endpoint.close();
  }
}

function definedOf(options: ServeOptions): Partial<Config["serve"]> {
  const { port, host, guard, systemPrompt, dailyCostLimit } = options;
  return {
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
    ...(guard === undefined ? {} : { guard }),
    ...(systemPrompt === undefined ? {} : { systemPrompt }),
    ...(dailyCostLimit === undefined ? {} : { dailyCostLimit }),
  };
}

async function openGuard(context: CliContext, options: ServeOptions): Promise<RuleGuard> {
  const { createRuleGuard } = await import("@tunewright/sanitizer");
  const { packs, index } = await loadRules(context, options);
  return createRuleGuard(
    packs.map(({ pack }) => pack),
    index,
  );
}
