import * as z from "zod";

/** Tokens of a request and its answer. */
export const wireUsageSchema = z.object({
  prompt_tokens: z.int().nonnegative(),
  completion_tokens: z.int().nonnegative(),
  total_tokens: z.int().nonnegative(),
});
/** Tokens of a request and its answer. */
export type WireUsage = z.infer<typeof wireUsageSchema>;

/** A call of a tool by the model. */
export const wireToolCallSchema = z.object({
  id: z.string(),
  type: z.literal("function"),
  function: z.object({ name: z.string(), arguments: z.string() }),
});
/** A call of a tool by the model. */
export type WireToolCall = z.infer<typeof wireToolCallSchema>;

/** Why an answer ended. */
export const finishReasonSchema = z.enum(["stop", "length", "tool_calls", "content_filter", "function_call"]);
/** Why an answer ended. */
export type FinishReason = z.infer<typeof finishReasonSchema>;

/** An answer in one piece. */
export const wireCompletionSchema = z.object({
  id: z.string(),
  object: z.literal("chat.completion"),
  created: z.int(),
  model: z.string(),
  system_fingerprint: z.string(),
  choices: z.array(
    z.object({
      index: z.int(),
      finish_reason: finishReasonSchema,
      logprobs: z.null(),
      message: z.object({
        role: z.literal("assistant"),
        content: z.string().nullable(),
        refusal: z.null(),
        tool_calls: z.array(wireToolCallSchema).exactOptional(),
      }),
    }),
  ),
  usage: wireUsageSchema,
});
/** An answer in one piece. */
export type WireCompletion = z.infer<typeof wireCompletionSchema>;

/** A piece of a streamed answer. */
export const wireChunkSchema = z.object({
  id: z.string(),
  object: z.literal("chat.completion.chunk"),
  created: z.int(),
  model: z.string(),
  system_fingerprint: z.string(),
  choices: z.array(
    z.object({
      index: z.int(),
      finish_reason: finishReasonSchema.nullable(),
      logprobs: z.null(),
      delta: z.object({
        role: z.literal("assistant").exactOptional(),
        content: z.string().nullable().exactOptional(),
        tool_calls: z.array(wireToolCallSchema.extend({ index: z.int() })).exactOptional(),
      }),
    }),
  ),
  usage: wireUsageSchema.nullable().exactOptional(),
});
/** A piece of a streamed answer. */
export type WireChunk = z.infer<typeof wireChunkSchema>;
