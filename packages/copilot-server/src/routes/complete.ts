import * as z from "zod";
import type { Copilot } from "../copilot.ts";
import { findingsHeader } from "../guard/guard-report.ts";
import { clientSignal } from "../http/client-signal.ts";
import { codeOf } from "./extract-code.ts";
import type { RouteApp } from "./route-app.ts";

const sampling = {
  max_tokens: z.int().min(1).max(32_768).optional(),
  temperature: z.number().min(0).max(2).optional(),
};
const filled = z.string().refine((text) => text.trim() !== "", "it must not be blank");

const completeSchema = z.strictObject({
  prompt: filled,
  ...sampling,
  /** Language of the code, as an editor names it. */
  language: z.string().min(1).max(40).default("sourcepawn"),
  stop_sequences: z.array(z.string().min(1)).max(4).optional(),
});

const generateSchema = z.strictObject({ description: filled, ...sampling });

/** `POST /v1/complete` and `/v1/generate-plugin`: the two short forms of the copilot. */
export function registerComplete(app: RouteApp, copilot: Copilot): void {
  app.post(
    "/v1/complete",
    { schema: { summary: "Complete a piece of code", tags: ["Copilot"], body: completeSchema } },
    async (request, reply) => {
      const { prompt, language, stop_sequences: stop, ...options } = request.body;
      const content = `Continue this ${language} code. Answer with code only.\n\n${prompt}`;
      const { completion, findings } = await copilot.complete(
        { messages: [{ role: "user", content }], ...options, ...(stop === undefined ? {} : { stop }) },
        clientSignal(reply),
      );
      reply.header("x-tunewright-findings", findingsHeader(findings));
      return {
        completion: codeOf(completion),
        tokens_used: completion.usage?.total_tokens ?? null,
        model: copilot.model,
        cost: copilot.ledger.costOf(completion.usage),
        timestamp: new Date(copilot.now()).toISOString(),
        findings,
      };
    },
  );

  app.post(
    "/v1/generate-plugin",
    { schema: { summary: "Write a whole plugin", tags: ["Copilot"], body: generateSchema } },
    async (request, reply) => {
      const { description, ...options } = request.body;
      const content = `Write a complete plugin. ${description}`;
      const { completion, findings } = await copilot.complete(
        { messages: [{ role: "user", content }], ...options },
        clientSignal(reply),
      );
      reply.header("x-tunewright-findings", findingsHeader(findings));
      return {
        plugin_code: codeOf(completion),
        model: copilot.model,
        tokens_used: completion.usage?.total_tokens ?? null,
        findings,
      };
    },
  );
}
