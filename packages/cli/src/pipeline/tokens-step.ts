import { hashFile, writeFileAtomic } from "@tunewright/jsonl";
import type { TokenReport } from "@tunewright/schema";
import { formatCount, formatNumber } from "@tunewright/schema/format-count";
import { loadModels, loadPricing, modelTablePath, pricingPath } from "../input/load-tables.ts";
import { toolVersion } from "../tool-version.ts";
import type { Project } from "./project.ts";
import type { Step } from "./step-store.ts";
import { versionFiles } from "../version/version-folder.ts";

/** Counts the tokens of the training side and prices a run. */
export async function tokensStep({ context, config, folder }: Project): Promise<Step> {
  const { train } = config.config;
  const file = folder.file(versionFiles.train);
  return {
    name: "tokens",
    reads: [file],
    key: {
      train: await hashFile(file),
      model: train.model,
      epochs: train.epochs,
      models: await hashFile(await modelTablePath(config)),
      pricing: await hashFile(await pricingPath(config)),
      tool: toolVersion,
    },
    async run() {
      const { countTokensOfFiles } = await import("@tunewright/splitter");
      const report = await countTokensOfFiles({
        inputs: [{ path: file, name: versionFiles.train }],
        model: train.model,
        models: await loadModels(config, context.cwd),
        pricing: await loadPricing(config, context.cwd),
        ...(train.epochs === "auto" ? {} : { epochs: train.epochs }),
        signal: context.signal,
      });
      await writeFileAtomic(folder.file(versionFiles.tokens), `${JSON.stringify(report, undefined, 2)}\n`);
      return { outputs: [versionFiles.tokens], summary: describeTokens(report) };
    },
  };
}

function describeTokens({ tokens, epochs, trainedTokens, price, overLong }: TokenReport): string {
  const cost = price === null ? "no price known" : `$${price.amount.toFixed(2)} at the price of ${price.date}`;
  const long = overLong.length === 0 ? "" : `, ${formatCount(overLong.length, "record")} would be cut`;
  return `${formatNumber(tokens)} tokens × ${formatCount(epochs, "epoch")} = ${formatNumber(trainedTokens)}, ${cost}${long}`;
}
