import { versionNameSchema } from "@tunewright/schema";
import * as z from "zod";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const moment = z.iso.datetime({ offset: true });
const role = z.enum(["train", "validation"]);
const base = { version: z.literal(1), at: moment };

/**
 * One line of a launch journal. A line that tells of an intent is on disk before the call it names leaves.
 */
export const journalEntrySchema = z.discriminatedUnion("step", [
  z.strictObject({
    ...base,
    step: z.literal("launch-started"),
    model_version: versionNameSchema,
    run: z.int().positive(),
    provider: z.string(),
    fingerprint: digest,
    /** Hash of everything that makes the job, apart from the run: tells whether anything changed. */
    content: digest,
  }),
  z.strictObject({ ...base, step: z.literal("upload-intent"), role, sha256: digest }),
  z.strictObject({
    ...base,
    step: z.literal("upload-progress"),
    role,
    sha256: digest,
    upload_id: z.string(),
    part_bytes: z.int().positive(),
    part_ids: z.array(z.string()),
    expires_at: moment,
  }),
  z.strictObject({
    ...base,
    step: z.literal("file-ready"),
    role,
    sha256: digest,
    file_id: z.string(),
    reused: z.boolean(),
  }),
  z.strictObject({ ...base, step: z.literal("create-intent"), fingerprint: digest, attempt: z.int().positive() }),
  z.strictObject({ ...base, step: z.literal("create-uncertain"), fingerprint: digest, reason: z.string() }),
  z.strictObject({ ...base, step: z.literal("create-refused"), fingerprint: digest, reason: z.string() }),
  z.strictObject({
    ...base,
    step: z.literal("job-created"),
    fingerprint: digest,
    job_id: z.string(),
    /** Whether it was made now, or found among the provider's jobs. */
    how: z.enum(["created", "found"]),
  }),
  z.strictObject({ ...base, step: z.literal("job-ended"), job_id: z.string(), phase: z.string() }),
  /** Another machine made a job of the same fingerprint first: that one counts, and this launch's own is to be cancelled. */
  z.strictObject({
    ...base,
    step: z.literal("job-yielded"),
    fingerprint: digest,
    job_id: z.string(),
    twin_id: z.string(),
  }),
  z.strictObject({ ...base, step: z.literal("yielded-ended"), job_id: z.string(), phase: z.string() }),
]);
/** One line of a launch journal. */
export type JournalEntry = z.infer<typeof journalEntrySchema>;

type WithoutBase<Entry> = Entry extends unknown ? Omit<Entry, "version" | "at"> : never;
/** A line to be written; the journal adds its own version and the time. */
export type JournalStep = WithoutBase<JournalEntry>;
