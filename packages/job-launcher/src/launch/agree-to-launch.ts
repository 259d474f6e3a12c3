import type { PreflightReport } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import { keyRefusedCode } from "../preflight/check-model.ts";
import { costLimitCode } from "../preflight/run-preflight.ts";
import type { LaunchJobOptions } from "./launch-job.ts";

/** Refuses what the preflight found wrong, what costs too much, and what nobody agreed to. */
export async function agreeToLaunch(options: LaunchJobOptions, report: PreflightReport): Promise<void> {
  const errors = report.findings.filter(({ severity, code }) => severity === "error" && code !== costLimitCode);
  const { version } = options.plan;
  const refused = errors.find(({ code }) => code === keyRefusedCode);
  if (refused !== undefined) {
    throw new PipelineError("PROVIDER_REFUSED", `Cannot launch ${version}: ${refused.message}`, {
      details: { version, findings: report.findings },
    });
  }
  if (errors.length > 0) {
    const first = errors[0];
    const place =
      first === undefined || first.file === null ? "" : `${first.file}${first.line > 0 ? `:${first.line}` : ""}: `;
    throw new PipelineError(
      "PREFLIGHT_FAILED",
      `Cannot launch ${version}: the preflight found ${formatCount(errors.length, "error")}; the first: ${place}${first?.message ?? ""}`,
      {
        details: { version, findings: report.findings },
        hint: `See all with "tunewright launch --version ${version} --dry-run".`,
      },
    );
  }
  if (!options.provider.capabilities.paid) return;
  const estimated = report.cost.estimated;
  if (options.maxCost !== undefined && (estimated === null || estimated > options.maxCost)) {
    const what = estimated === null ? "its price is not known" : `it would cost about $${estimated}`;
    throw new PipelineError("COST_LIMIT", `Cannot launch ${version}: ${what}, and the limit is $${options.maxCost}.`, {
      details: { version, estimated, limit: options.maxCost },
      hint: "Raise --max-cost, train fewer epochs, or choose another model.",
    });
  }
  if ((await options.confirm?.(report)) === true) return;
  throw new PipelineError("CONFIRMATION_NEEDED", `Did not launch ${version}: nobody agreed to pay for it.`, {
    details: { version, estimated },
    hint: "Answer yes at the prompt, or pass --yes where there is no terminal.",
  });
}
