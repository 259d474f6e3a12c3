import * as z from "zod";

/** A file of the service; times are seconds since 1970. */
export const wireFileSchema = z.object({
  id: z.string(),
  object: z.literal("file"),
  bytes: z.int().nonnegative(),
  created_at: z.int(),
  filename: z.string(),
  purpose: z.enum([
    "assistants",
    "assistants_output",
    "batch",
    "batch_output",
    "fine-tune",
    "fine-tune-results",
    "vision",
    "user_data",
  ]),
  status: z.enum(["uploaded", "processed", "error"]),
  expires_at: z.int().exactOptional(),
  status_details: z.string().exactOptional(),
});
/** A file of the service. */
export type WireFile = z.infer<typeof wireFileSchema>;

/** What deleting a file answers. */
export const wireFileDeletedSchema = z.object({ id: z.string(), object: z.literal("file"), deleted: z.boolean() });

/** A file that arrives in parts. */
export const wireUploadSchema = z.object({
  id: z.string(),
  object: z.literal("upload"),
  bytes: z.int().nonnegative(),
  created_at: z.int(),
  expires_at: z.int(),
  filename: z.string(),
  purpose: z.string(),
  status: z.enum(["pending", "completed", "cancelled", "expired"]),
  file: wireFileSchema.nullable().exactOptional(),
});
/** A file that arrives in parts. */
export type WireUpload = z.infer<typeof wireUploadSchema>;

/** A part of an upload. */
export const wireUploadPartSchema = z.object({
  id: z.string(),
  object: z.literal("upload.part"),
  created_at: z.int(),
  upload_id: z.string(),
});
