import type { FastifyInstance } from "fastify";
import { answerChat, type ChatAnswer, countUsage } from "../answers/answer-chat.ts";
import type { AnswerIndex } from "../answers/answer-index.ts";
import { chatRequestSchema } from "../answers/chat-request.ts";
import { toSeconds } from "../clock.ts";
import { resolveBaseModel } from "../models/base-models.ts";
import { organization } from "../models/model-name.ts";
import { randomLetters } from "../state/new-id.ts";
import type { WireCompletion } from "../wire/wire-chat.ts";
import { modelNotFound } from "./models-routes.ts";
import { parseRequest } from "./parse-request.ts";
import type { Service } from "./service.ts";
import { streamCompletion } from "./stream-completion.ts";

/** `POST /chat/completions`, in one piece or as server-sent events. */
export function registerChat(app: FastifyInstance, { state, clock, shelf }: Service): void {
  const indexOf = async (model: string): Promise<AnswerIndex | undefined> => {
    const trained = state.models.get(model);
    if (trained !== undefined) return shelf.take(trained.jobId);
    if (resolveBaseModel(model) === undefined) throw modelNotFound(model);
    return undefined;
  };

  app.post("/chat/completions", async (request, reply) => {
    const body = parseRequest(chatRequestSchema, request.body);
    const answers = answerChat(body, await indexOf(body.model));
    const completion: WireCompletion = {
      id: `chatcmpl-${randomLetters()}`,
      object: "chat.completion",
      created: toSeconds(clock.now()),
      model: resolveBaseModel(body.model) ?? body.model,
      system_fingerprint: organization,
      choices: answers.map(toChoice),
      usage: countUsage(body, answers),
    };
    if (body.stream !== true) return completion;
    return streamCompletion(reply, completion, {
      includeUsage: body.stream_options?.include_usage === true,
      cutsOff: request.fault?.kind === "truncate",
      restMs: request.fault?.kind === "slow-stream" ? request.fault.delayMs : 0,
    });
  });
}

function toChoice({ content, toolCalls, finishReason }: ChatAnswer, index: number): WireCompletion["choices"][number] {
  return {
    index,
    finish_reason: finishReason,
    logprobs: null,
    message: {
      role: "assistant",
      content,
      refusal: null,
      ...(toolCalls.length === 0 ? {} : { tool_calls: [...toolCalls] }),
    },
  };
}
