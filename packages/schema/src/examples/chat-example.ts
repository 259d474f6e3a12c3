import * as z from "zod";

/** A text part of a message. */
export const textPartSchema = z.looseObject({ type: z.literal("text"), text: z.string() });

/** An image part of a user message: an https or a data URL. */
export const imagePartSchema = z.looseObject({
  type: z.literal("image_url"),
  image_url: z.looseObject({ url: z.string().min(1), detail: z.enum(["auto", "low", "high"]).optional() }),
});

/** Assistant's own "I will not answer this". */
export const refusalPartSchema = z.looseObject({ type: z.literal("refusal"), refusal: z.string() });

const contentPartSchema = z.discriminatedUnion("type", [textPartSchema, imagePartSchema]);
const textContentSchema = z.union([z.string(), z.array(textPartSchema)]);
const assistantContentSchema = z.union([
  z.string(),
  z.array(z.discriminatedUnion("type", [textPartSchema, refusalPartSchema])),
]);

/** A call of a tool; `arguments` is JSON inside a string. */
export const toolCallSchema = z.looseObject({
  id: z.string().min(1),
  type: z.literal("function"),
  function: z.looseObject({ name: z.string().min(1), arguments: z.string() }),
});

/** A tool that the model may call; `parameters` is a JSON Schema. */
export const toolSchema = z.looseObject({
  type: z.literal("function"),
  function: z.looseObject({
    name: z.string().min(1).max(64),
    description: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
    strict: z.boolean().nullish(),
  }),
});

const named = { name: z.string().optional() };

/** One message of a chat example, told apart by `role`. */
export const chatMessageSchema = z.discriminatedUnion("role", [
  z.looseObject({ role: z.literal("system"), content: textContentSchema, ...named }),
  z.looseObject({ role: z.literal("developer"), content: textContentSchema, ...named }),
  z.looseObject({ role: z.literal("user"), content: z.union([z.string(), z.array(contentPartSchema)]), ...named }),
  z.looseObject({
    role: z.literal("assistant"),
    content: assistantContentSchema.nullish(),
    refusal: z.string().nullish(),
    tool_calls: z.array(toolCallSchema).optional(),
    function_call: z.looseObject({ name: z.string().min(1), arguments: z.string() }).nullish(),
    weight: z.number().optional(),
    ...named,
  }),
  z.looseObject({ role: z.literal("tool"), content: textContentSchema, tool_call_id: z.string().min(1) }),
  z.looseObject({ role: z.literal("function"), content: z.string().nullable(), name: z.string().min(1) }),
]);
/** One message of a chat example. */
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** Every role that a chat message may have. */
export const chatRoles = ["system", "developer", "user", "assistant", "tool", "function"] as const;
/** A role of a chat message. */
export type ChatRole = (typeof chatRoles)[number];

/**
 * One line of a supervised dataset.
 *
 * Unknown fields are kept: a category, an id or a note of the author's travels with the record.
 * The weight of a message is a number here and 0 or 1 in the semantics, so that the fault has its own code.
 *
 * Source of the shape: OpenAI's supervised fine-tuning format (`ChatCompletionRequest` training input).
 */
export const chatExampleSchema = z.looseObject({
  messages: z.array(chatMessageSchema).min(1),
  tools: z.array(toolSchema).optional(),
  functions: z.array(toolSchema.shape.function).optional(),
  parallel_tool_calls: z.boolean().optional(),
});
/** One line of a supervised dataset. */
export type ChatExample = z.infer<typeof chatExampleSchema>;
