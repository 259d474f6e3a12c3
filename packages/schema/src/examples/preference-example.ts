import * as z from "zod";
import { chatMessageSchema, toolSchema } from "./chat-example.ts";

/**
 * One line of a preference (DPO) dataset: an input and two answers, the better one first.
 *
 * Source of the shape: OpenAI's direct preference optimization format.
 */
export const preferenceExampleSchema = z.looseObject({
  input: z.looseObject({
    messages: z.array(chatMessageSchema).min(1),
    tools: z.array(toolSchema).optional(),
    parallel_tool_calls: z.boolean().optional(),
  }),
  preferred_output: z.array(chatMessageSchema).min(1),
  non_preferred_output: z.array(chatMessageSchema).min(1),
});
/** One line of a preference (DPO) dataset. */
export type PreferenceExample = z.infer<typeof preferenceExampleSchema>;
