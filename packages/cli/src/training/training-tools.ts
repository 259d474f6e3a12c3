import type { LaunchTools } from "@tunewright/job-launcher";
import type { ModelTable } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import type { LoadedConfig } from "../load-config.ts";
import { loadModels, loadPricing } from "../load-tables.ts";

/**
 * What the launcher needs of the other packages: token counts, prices and the model table.
 */
export async function trainingTools(context: CliContext, config: LoadedConfig): Promise<LaunchTools> {
  const models = await loadModels(config, context.cwd);
  const pricing = await loadPricing(config, context.cwd);
  return {
    countTokens: async (path, { model, signal }) => {
      const { countTokensOfFiles } = await import("@tunewright/splitter");
      const report = await countTokensOfFiles({
        inputs: [{ path }],
        model,
        models,
        ...(signal === undefined ? {} : { signal }),
      });
      const overLong = report.overLong.map(({ line, tokens }) => ({ line, tokens }));
      return { total: report.trainingTokens, limit: report.limit, overLong };
    },
    trainingPrice: ({ provider, model }) => {
      const names = namesOf(models, provider, model);
      const price = pricing.prices.find((entry) => entry.provider === provider && names.has(entry.model));
      if (price === undefined) return undefined;
      const { training, source, date, validationCharged } = price;
      return { usdPerMillionTokens: training, source, date, validationCharged };
    },
    modelFacts: ({ provider, model }) => {
      const entry = models.models.find(
        (found) => found.provider === provider && [found.model, ...found.aliases].includes(model),
      );
      if (entry === undefined) return undefined;
      return {
        trainable: true,
        methods: entry.methods,
        shutdownDate: entry.retirement.shutdown ?? null,
        trainableUntil: entry.retirement.training ?? null,
        source: `${entry.source}, ${entry.date}`,
      };
    },
  };
}

/** Every name of a model, so that an alias finds the price of what it stands for. */
function namesOf(models: ModelTable, provider: string, model: string): ReadonlySet<string> {
  const entry = models.models.find(
    (found) => found.provider === provider && [found.model, ...found.aliases].includes(model),
  );
  return new Set(entry === undefined ? [model] : [entry.model, ...entry.aliases]);
}
