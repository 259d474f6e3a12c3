import type { JobRecord, ReportData, ReportPrice } from "@tunewright/schema";
import { count, modelName, newestFirst, table, usd, versionName } from "../format.ts";

/** What training and requests cost. */
export function costAnalysis(data: ReportData): string[] {
  const jobs = newestFirst(data.jobs).filter((job) => job.trained_tokens !== null && job.provider !== "local");
  const bases = [...new Set(jobs.map(({ base_model }) => base_model).filter((model) => model !== null))];
  const rows = [
    ...jobs.map((job) => [
      `${versionName(job.version)} (${thousands(job.trained_tokens ?? 0)} tokens)`,
      trainingCost(job),
      job.cost.stated_inference ?? perRequest(priceOf(job, data.prices), true),
    ]),
    ...bases.map((model) => {
      const price = data.prices.find((item) => item.model === model);
      return [`${modelName(model)} base`, "-", perRequest(price, false)];
    }),
  ];
  if (rows.length === 0) return [];
  const notes = [...new Set(jobs.flatMap((job) => checkStated(job, priceOf(job, data.prices))))];
  return [
    "## Cost Analysis",
    table(["Model", "Training Cost", "Per-Request Cost"], rows),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join("\n")] : []),
  ];
}

function thousands(tokens: number): string {
  return tokens < 1000 ? String(tokens) : `${Math.floor(tokens / 1000)}K`;
}

function trainingCost({ cost }: JobRecord): string {
  if (cost.stated !== null) return cost.stated;
  if (cost.final !== null) return usd(cost.final);
  return cost.estimated === null ? "not known" : `~${usd(cost.estimated)}`;
}

function perRequest(price: ReportPrice | undefined, tuned: boolean): string {
  const input = (tuned ? price?.tunedInput : null) ?? price?.input ?? null;
  const output = (tuned ? price?.tunedOutput : null) ?? price?.output ?? null;
  return input === null || output === null ? "not known" : `${usd(input)}/1M input, ${usd(output)}/1M output`;
}

function priceOf(job: JobRecord, prices: readonly ReportPrice[]): ReportPrice | undefined {
  return prices.find(({ model }) => model === job.base_model);
}

/** Says where a figure that an older document states is not what the price table gives. */
function checkStated(job: JobRecord, price: ReportPrice | undefined): string[] {
  const notes: string[] = [];
  const { cost, trained_tokens: tokens } = job;
  const rate = cost.price_per_million_tokens ?? price?.training ?? null;
  const source = price?.date ? ` (price table of ${price.date})` : "";
  if (cost.stated !== null && rate !== null && tokens !== null) {
    const due = usd((tokens * rate) / 1e6);
    if (!cost.stated.includes(due)) {
      notes.push(
        `${versionName(job.version)}'s training cost is the one stated in its record; ${count(tokens)} tokens at ${usd(rate)}/1M are ${due}${source}.`,
      );
    }
  }
  const tuned = perRequest(price, true);
  if (cost.stated_inference !== null && price !== undefined && cost.stated_inference !== tuned) {
    notes.push(
      `${versionName(job.version)}'s price per request is the one stated in its record; the tuned model's is ${tuned}${source}.`,
    );
  }
  return notes;
}
