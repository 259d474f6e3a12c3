import { describe, expect, it } from "@jest/globals";
import type OpenAI from "openai";
import type { z } from "zod";
import type { finishReasonSchema, wireChunkSchema, wireCompletionSchema, wireUsageSchema } from "./wire-chat.ts";
import type { wireFileDeletedSchema, wireFileSchema, wireUploadPartSchema, wireUploadSchema } from "./wire-file.ts";
import {
  jobStatuses,
  type wireCheckpointSchema,
  type wireJobEventSchema,
  type wireJobSchema,
  wireLocalJobSchema,
  type wirePermissionDeletedSchema,
  type wirePermissionSchema,
} from "./wire-job.ts";
import type { wireModelDeletedSchema, wireModelSchema } from "./wire-model.ts";

/** `true` where each type takes every value of the other; anything else does not compile below. */
type Same<Left, Right> = [Left] extends [Right] ? ([Right] extends [Left] ? true : "right is wider") : "left is wider";
/** `true` where the SDK's type takes every value that the service sends. */
type Takes<Sdk, Sent> = [Sent] extends [Sdk] ? true : "the SDK does not take it";
function proves<_Proof extends true>(): void {}

type Infer<Schema extends z.ZodType> = z.infer<Schema>;
/** The graders of reinforcement are left out on both sides: the service refuses that method. */
type SdkJob = Omit<OpenAI.FineTuning.FineTuningJob, "method"> & {
  method?: Omit<OpenAI.FineTuning.FineTuningJob.Method, "reinforcement">;
};

describe("contracts of the wire", () => {
  it("are the SDK's own types, in both directions", () => {
    proves<Same<OpenAI.FileObject, Infer<typeof wireFileSchema>>>();
    proves<Same<OpenAI.FileDeleted, Infer<typeof wireFileDeletedSchema>>>();
    proves<Same<OpenAI.Upload, Infer<typeof wireUploadSchema>>>();
    proves<Same<OpenAI.Uploads.UploadPart, Infer<typeof wireUploadPartSchema>>>();
    proves<Same<SdkJob, Infer<typeof wireJobSchema>>>();
    proves<Same<OpenAI.FineTuning.FineTuningJobEvent, Infer<typeof wireJobEventSchema>>>();
    proves<Same<OpenAI.FineTuning.Jobs.FineTuningJobCheckpoint, Infer<typeof wireCheckpointSchema>>>();
    proves<Same<OpenAI.FineTuning.Checkpoints.PermissionCreateResponse, Infer<typeof wirePermissionSchema>>>();
    proves<Same<OpenAI.FineTuning.Checkpoints.PermissionListResponse, Infer<typeof wirePermissionSchema>>>();
    proves<Same<OpenAI.FineTuning.Checkpoints.PermissionDeleteResponse, Infer<typeof wirePermissionDeletedSchema>>>();
    proves<Same<OpenAI.Model, Infer<typeof wireModelSchema>>>();
    proves<Same<OpenAI.ModelDeleted, Infer<typeof wireModelDeletedSchema>>>();
    proves<Same<OpenAI.Chat.ChatCompletion.Choice["finish_reason"], Infer<typeof finishReasonSchema>>>();
  });

  it("of chat are part of the SDK's types, which also know audio, log probabilities and moderation", () => {
    proves<Takes<OpenAI.Chat.ChatCompletion, Infer<typeof wireCompletionSchema>>>();
    proves<Takes<OpenAI.Chat.ChatCompletionChunk, Infer<typeof wireChunkSchema>>>();
    proves<Takes<OpenAI.CompletionUsage, Infer<typeof wireUsageSchema>>>();
  });

  it("tell a missing field from a wider one", () => {
    // @ts-expect-error The proof must fail where a field is missing.
    proves<Same<OpenAI.Model, Omit<Infer<typeof wireModelSchema>, "owned_by">>>();
    // @ts-expect-error And where a status is not known.
    proves<Same<OpenAI.FileObject["status"], "processed">>();
  });

  it("widen a job by what the wire has and the types do not: a pause, and the suffix", () => {
    expect(wireLocalJobSchema.shape.status.options).toEqual([...jobStatuses, "paused"]);
    expect(Object.keys(wireLocalJobSchema.shape)).toContain("user_provided_suffix");
  });
});
