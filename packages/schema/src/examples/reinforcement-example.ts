import * as z from "zod";
import { chatMessageSchema, toolSchema } from "./chat-example.ts";

/**
 * One line of a reinforcement dataset: a conversation that ends on the user's turn, and free fields for the grader.
 *
 * Source of the shape: OpenAI's reinforcement fine-tuning format.
 */
export const reinforcementExampleSchema = z.looseObject({
  messages: z.array(chatMessageSchema).min(1),
  tools: z.array(toolSchema).optional(),
});
/** One line of a reinforcement dataset. */
export type ReinforcementExample = z.infer<typeof reinforcementExampleSchema>;
