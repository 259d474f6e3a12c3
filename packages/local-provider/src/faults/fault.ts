import * as z from "zod";

const seconds = z.number().nonnegative();

/** A fault that a job carries from its creation to its end. */
export const jobFaultSchema = z.discriminatedUnion("kind", [
  /** The job fails half-way through its training. */
  z.strictObject({ kind: z.literal("failed-job"), code: z.string().optional(), message: z.string().optional() }),
  /** The job's files are blocked when they are validated, with an error that names no example. */
  z.strictObject({ kind: z.literal("moderation-block") }),
]);
/** A fault that a job carries from its creation to its end. */
export type JobFault = z.infer<typeof jobFaultSchema>;

/** Something that the service does instead of answering as it should. */
export const faultSchema = z.discriminatedUnion("kind", [
  ...jobFaultSchema.options,
  /** 429; with `daily` the daily limit, which names no time. */
  z.strictObject({
    kind: z.literal("rate-limit"),
    retryAfter: seconds.optional(),
    daily: z.boolean().optional(),
  }),
  /** This status, before the request takes effect. */
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(400).max(599),
    code: z.string().optional(),
    message: z.string().optional(),
    retryAfter: seconds.optional(),
  }),
  /** This status, after the request took effect. */
  z.strictObject({ kind: z.literal("status-after"), status: z.int().min(400).max(599) }),
  /** The connection is cut before the request takes effect. */
  z.strictObject({ kind: z.literal("cut-before") }),
  /** The request takes effect, and the connection is cut instead of an answer. */
  z.strictObject({ kind: z.literal("cut-after") }),
  /** The answer comes late. */
  z.strictObject({ kind: z.literal("slow"), delayMs: z.number().nonnegative() }),
  /** A streamed answer rests before each of its events, as a model does that thinks; other answers are as ever. */
  z.strictObject({ kind: z.literal("slow-stream"), delayMs: z.number().nonnegative() }),
  /** The answer promises more bytes than it brings, then the connection is cut. A streamed answer ends without its end. */
  z.strictObject({ kind: z.literal("truncate") }),
  /** The answer is no JSON. */
  z.strictObject({ kind: z.literal("garbage") }),
  /** A job in the answer has a status that nobody has documented. */
  z.strictObject({ kind: z.literal("unknown-status"), status: z.string().optional() }),
  /** A healthy job in the answer carries `error: {}`. */
  z.strictObject({ kind: z.literal("empty-error") }),
  /** A page says that there is more, and the next page is the same again. */
  z.strictObject({ kind: z.literal("repeat-page") }),
  /** The content of a file comes in base64. */
  z.strictObject({ kind: z.literal("base64") }),
]);
/** Something that the service does instead of answering as it should. */
export type Fault = z.infer<typeof faultSchema>;

/** Which requests a fault hits. */
export const faultRuleSchema = z.strictObject({
  /** HTTP method; every one where it is left out. */
  method: z.string().optional(),
  /** Path without the query; `*` stands for one part, `**` for any number. Every path where it is left out. */
  path: z.string().optional(),
  /** Which of the requests that fit, counted from 1: one, or several. The first where both this and `times` are left out. */
  nth: z.union([z.int().positive(), z.array(z.int().positive())]).optional(),
  /** The first so many of the requests that fit; `"always"` for all. */
  times: z.union([z.int().positive(), z.literal("always")]).optional(),
  fault: faultSchema,
});
/** Which requests a fault hits. */
export type FaultRule = z.infer<typeof faultRuleSchema>;

/** A fault plan, as a file or a body of `POST /_control/faults` holds it. */
export const faultPlanSchema = z.strictObject({ version: z.literal(1), faults: z.array(faultRuleSchema) });
/** A fault plan. */
export type FaultPlan = z.infer<typeof faultPlanSchema>;
