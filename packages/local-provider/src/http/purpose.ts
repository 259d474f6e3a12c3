import * as z from "zod";

/** What a file may be uploaded for. */
export const filePurposeSchema = z.enum(["assistants", "batch", "fine-tune", "vision", "user_data", "evals"]);
