import * as z from "zod";
import type { Copilot } from "../copilot.ts";
import { findingsHeader } from "../guard/guard-report.ts";
import { clientSignal } from "../http/client-signal.ts";
import type { RouteApp } from "./route-app.ts";
import { streamCompletion } from "./stream-completion.ts";

/** What this server looks at in a chat request; everything else is the model's business and passes as it came. */
export const chatRequestSchema = z
  .looseObject({
    model: z.string({ error: "you must provide a model" }).min(1),
    messages: z.array(z.looseObject({ role: z.string().min(1) })).min(1),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  })
  .describe("A chat request in OpenAI's shape.");

/** A chat request in OpenAI's shape. */
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** `POST /v1/chat/completions`: OpenAI's shapes, streamed or not. */
export function registerChatCompletions(app: RouteApp, copilot: Copilot): void {
  app.post(
    "/v1/chat/completions",
    { schema: { summary: "Chat completion, guarded", tags: ["OpenAI"], body: chatRequestSchema } },
    async (request, reply) => {
      copilot.checkModel(request.body.model);
      const signal = clientSignal(reply);
      if (request.body.stream === true) {
        return await streamCompletion(copilot, { body: request.body, request, reply, signal });
      }
      const { completion, findings } = await copilot.complete(request.body, signal);
      reply.header("x-tunewright-guard", copilot.guardMode);
      reply.header("x-tunewright-findings", findingsHeader(findings));
      if (copilot.logsTexts) request.log.info({ answer: completion.choices }, "answer");
      return { ...completion, model: request.body.model };
    },
  );
}
