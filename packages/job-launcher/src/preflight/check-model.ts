import { formatCount, type PreflightFinding } from "@tunewright/schema";
import { callWithRetry } from "../call-with-retry.ts";
import { ProviderFailure } from "../provider-failure.ts";
import type { RemoteModel } from "../training-provider.ts";
import { requestFinding } from "./finding.ts";
import type { RunPreflightOptions } from "./run-preflight.ts";

const dayMs = 86_400_000;
/** Days before the end on which a warning begins. */
const warningDays = 90;

/** Checks that the model exists, can be trained, and will live long enough to be of use. */
export async function checkModel(
  options: RunPreflightOptions,
): Promise<{ findings: PreflightFinding[]; shutdownDate: string | null }> {
  const { provider, plan, tools, clock } = options;
  const findings: PreflightFinding[] = [];
  const facts = tools?.modelFacts?.({ provider: provider.name, model: plan.model });
  const info = await lookUp(options);
  if (info === "refused") {
    findings.push(requestFinding("key-refused", "error", `${provider.name} refuses the key; check it.`));
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
  // The service's own word counts before the table's.
  const shutdownDate = info?.shutdownDate ?? facts?.shutdownDate ?? null;
  const { model: name } = plan;
  findings.push(...retirement(`${name} takes no new training jobs`, facts?.trainableUntil ?? null, clock.now()));
  findings.push(...retirement(`${name}, with everything trained on it, stops`, shutdownDate, clock.now()));
  return { findings, shutdownDate };
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

function retirement(what: string, date: string | null, now: number): PreflightFinding[] {
  if (date === null) return [];
  const days = Math.ceil((Date.parse(`${date}T00:00:00Z`) - now) / dayMs);
  if (days <= 0) {
    return [requestFinding("model-retired", "error", `${what} since ${date}; choose another model or provider.`)];
  }
  if (days > warningDays) return [];
  const left = formatCount(days, "day");
  return [requestFinding("model-retires-soon", "warning", `${what} from ${date} on, in ${left}.`)];
}
