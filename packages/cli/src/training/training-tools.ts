import type { LaunchTools } from "@tunewright/job-launcher";
import type { TrainableModel } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import type { LoadedConfig } from "../input/load-config.ts";
import { loadModels, loadPricing } from "../input/load-tables.ts";

/**
 * What the launcher needs of the other packages: token counts, prices and the model table.
 */
export async function trainingTools(context: Pick<CliContext, "cwd">, config: LoadedConfig): Promise<LaunchTools> {
  // Loaded when needed: every command's file is read at the start.
  const { countTokensOfFiles, findModel } = await import("@tunewright/splitter");
  const models = await loadModels(config, context.cwd);
  const pricing = await loadPricing(config, context.cwd);
  // A model is the same at another provider; its days and its price are not.
  const entryOf = (provider: string, model: string): TrainableModel | undefined =>
    findModel({ ...models, models: models.models.filter((entry) => entry.provider === provider) }, model);
  return {
    countTokens: async (path, { model, signal }) => {
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
      // An alias, or a model tuned from it, costs what the model costs.
      const entry = entryOf(provider, model);
      const names = new Set(entry === undefined ? [model] : [entry.model, ...entry.aliases]);
      const price = pricing.prices.find((found) => found.provider === provider && names.has(found.model));
      if (price === undefined) return undefined;
      const { training, source, date, validationCharged } = price;
      return { usdPerMillionTokens: training, source, date, validationCharged };
    },
    modelFacts: ({ provider, model }) => {
      const entry = entryOf(provider, model);
      if (entry === undefined) return undefined;
      return {
        trainable: true,
        methods: entry.methods,
        shutdownDate: entry.retirement.shutdown ?? null,
        trainableUntil: entry.retirement.training ?? null,
        earliest: entry.retirement.earliest,
        source: `${entry.source}, ${entry.date}`,
      };
    },
  };
}
