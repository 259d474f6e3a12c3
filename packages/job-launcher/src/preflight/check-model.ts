import type { PreflightFinding } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import { callWithRetry } from "../call-with-retry.ts";
import { ProviderFailure } from "../provider-failure.ts";
import type { RemoteModel } from "../training-provider.ts";
import { requestFinding } from "./finding.ts";
import type { ModelFacts } from "./launch-tools.ts";
import type { RunPreflightOptions } from "./run-preflight.ts";

const dayMs = 86_400_000;
/** Days before the end on which a warning begins. */
const warningDays = 90;

/** Code of the finding that the service takes the key for none of its own. */
export const keyRefusedCode = "key-refused";

/** Checks that the model exists, can be trained, and will live long enough to be of use. */
export async function checkModel(
  options: RunPreflightOptions,
): Promise<{ findings: PreflightFinding[]; shutdownDate: string | null }> {
  const { provider, plan, tools, clock } = options;
  const findings: PreflightFinding[] = [];
  const facts = tools?.modelFacts?.({ provider: provider.name, model: plan.model });
  const info = await lookUp(options);
  if (info === "refused") {
    findings.push(requestFinding(keyRefusedCode, "error", `${provider.name} refuses the key; check it.`));
    return { findings, shutdownDate: null };
  }
  if (info === undefined) {
    findings.push(
      requestFinding(
        "model-unknown",
        "error",
        `${provider.name} has no model ${plan.model}; correct train.model in the config.`,
      ),
    );
  }
  if (facts !== undefined && !facts.trainable) {
    findings.push(
      requestFinding("model-not-trainable", "error", `${plan.model} cannot be fine-tuned (${facts.source}).`),
    );
  }
  if (facts?.methods !== undefined && !facts.methods.includes(plan.method)) {
    findings.push(
      requestFinding(
        "model-method",
        "error",
        `${plan.model} is trained with ${facts.methods.join(", ")}, not ${plan.method} (${facts.source}).`,
      ),
    );
  }
  if (facts === undefined && provider.capabilities.paid) {
    findings.push(
      requestFinding("model-not-in-table", "info", `The model table does not know ${plan.model} at ${provider.name}.`),
    );
  }
  const training = endOf(info?.trainableUntil, facts?.trainableUntil, facts);
  const shutdown = endOf(info?.shutdownDate, facts?.shutdownDate, facts);
  const now = clock.now();
  const where = `${plan.model} at ${provider.name}`;
  const ends = [
    {
      end: training,
      subject: where,
      comes: "takes no new training jobs from",
      came: "has taken no new training jobs since",
    },
    { end: shutdown, subject: `${where}, with everything trained on it,`, comes: "stops on", came: "stopped on" },
  ];
  for (const { end, ...words } of ends) if (end !== undefined) findings.push(...retirement(words, end, now));
  return { findings, shutdownDate: shutdown?.date ?? null };
}

/** A day on which something ends, and whether it is only the earliest that was promised. */
interface End {
  readonly date: string;
  readonly earliest: boolean;
}

/** The service's own word counts before the table's. */
function endOf(said: string | null | undefined, known: string | null | undefined, facts?: ModelFacts): End | undefined {
  if (said) return { date: said, earliest: false };
  return known ? { date: known, earliest: facts?.earliest === true } : undefined;
}

async function lookUp({
  provider,
  plan,
  clock,
  signal,
}: RunPreflightOptions): Promise<RemoteModel | undefined | null | "refused"> {
  try {
    return await callWithRetry(() => provider.modelInfo(plan.model, { signal }), { clock, signal, retries: 3 });
  } catch (error) {
    if (error instanceof ProviderFailure && error.status === 401) return "refused";
    throw error instanceof ProviderFailure ? error.toPipelineError("look up the model") : error;
  }
}

function retirement(
  { subject, comes, came }: { readonly subject: string; readonly comes: string; readonly came: string },
  { date, earliest }: End,
  now: number,
): PreflightFinding[] {
  const days = Math.ceil((Date.parse(`${date}T00:00:00Z`) - now) / dayMs);
  if (days > warningDays) return [];
  const soon = (message: string): PreflightFinding[] => [requestFinding("model-retires-soon", "warning", message)];
  if (days > 0) {
    const left = `in ${formatCount(days, "day")}`;
    return soon(`${subject} ${comes} ${date}${earliest ? " at the earliest" : ""}, ${left}.`);
  }
  // A promise that has run out is no refusal: only the provider knows whether it still trains.
  if (earliest) return soon(`${subject} may have ended: it was promised until ${date} only; ask the provider.`);
  const message = `${subject} ${came} ${date}; choose another model or provider.`;
  return [requestFinding("model-retired", "error", message)];
}
