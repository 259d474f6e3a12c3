import * as z from "zod";
import type { ExampleFormat } from "../examples/check-example.ts";

/** How a job learns: from examples, from preferences, or from the marks of a grader. */
export const trainingMethodSchema = z.enum(["supervised", "dpo", "reinforcement"]);
/** How a job learns. */
export type TrainingMethod = z.infer<typeof trainingMethodSchema>;

/** The format of the records that each method learns from. */
export const formatOfMethod: Readonly<Record<TrainingMethod, ExampleFormat>> = {
  supervised: "chat",
  dpo: "preference",
  reinforcement: "reinforcement",
};
