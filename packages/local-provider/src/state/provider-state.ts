import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as z from "zod";
import { jobFaultSchema } from "../faults/fault.ts";
import { wireFileSchema, wireUploadSchema } from "../wire/wire-file.ts";
import { wireCheckpointSchema, wireLocalJobSchema, wirePermissionSchema } from "../wire/wire-job.ts";
import { wireModelSchema } from "../wire/wire-model.ts";
import { DocumentStore } from "./document-store.ts";
import { EventLog } from "./event-log.ts";
import { lockState, type StateLock } from "./state-lock.ts";

const storedUploadSchema = z.object({
  id: z.string(),
  wire: wireUploadSchema,
  parts: z.array(z.object({ id: z.string(), bytes: z.int() })),
});
/** An upload and the parts that came so far. */
export type StoredUpload = z.infer<typeof storedUploadSchema>;

const storedJobSchema = z.object({
  id: z.string(),
  wire: wireLocalJobSchema,
  checkpoints: z.array(wireCheckpointSchema),
  /** What shall go wrong with it. */
  fault: jobFaultSchema.nullable(),
  /** Whether the receiver of webhooks still has to hear of its end. */
  webhookDue: z.boolean(),
});
/** A job as it is kept. */
export type StoredJob = z.infer<typeof storedJobSchema>;

const storedModelSchema = z.object({
  id: z.string(),
  wire: wireModelSchema,
  /** Job whose artefact answers for it. */
  jobId: z.string(),
});
/** A trained model, or a checkpoint of one. */
export type StoredModel = z.infer<typeof storedModelSchema>;

const storedPermissionSchema = z.object({ id: z.string(), checkpoint: z.string(), wire: wirePermissionSchema });

/** Everything that the service remembers, in one folder. */
export class ProviderState {
  readonly folder: string;
  readonly files: DocumentStore<z.infer<typeof wireFileSchema>>;
  readonly uploads: DocumentStore<StoredUpload>;
  readonly jobs: DocumentStore<StoredJob>;
  readonly models: DocumentStore<StoredModel>;
  readonly permissions: DocumentStore<z.infer<typeof storedPermissionSchema>>;
  readonly events: EventLog;
  readonly #lock: StateLock;

  private constructor(
    folder: string,
    lock: StateLock,
    stores: Pick<ProviderState, "files" | "uploads" | "jobs" | "models" | "permissions" | "events">,
  ) {
    this.folder = folder;
    this.#lock = lock;
    this.files = stores.files;
    this.uploads = stores.uploads;
    this.jobs = stores.jobs;
    this.models = stores.models;
    this.permissions = stores.permissions;
    this.events = stores.events;
  }

  /**
   * Opens a state folder, which is made where it does not exist.
   *
   * @throws {PipelineError} `SERVER_REFUSED` where another process holds it; `INPUT_UNREADABLE` where it holds other things.
   */
  static async open(path: string): Promise<ProviderState> {
    const folder = resolve(path);
    const lock = await lockState(folder);
    try {
      // What a killed process was still receiving is nobody's.
      await rm(join(folder, "incoming"), { recursive: true, force: true });
      await Promise.all(
        ["incoming", "content", "artefacts"].map((name) => mkdir(join(folder, name), { recursive: true })),
      );
      const [files, uploads, jobs, models, permissions, events] = await Promise.all([
        DocumentStore.open(join(folder, "files"), wireFileSchema),
        DocumentStore.open(join(folder, "uploads"), storedUploadSchema),
        DocumentStore.open(join(folder, "jobs"), storedJobSchema),
        DocumentStore.open(join(folder, "models"), storedModelSchema),
        DocumentStore.open(join(folder, "permissions"), storedPermissionSchema),
        EventLog.open(join(folder, "events")),
      ]);
      return new ProviderState(folder, lock, { files, uploads, jobs, models, permissions, events });
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Where the bytes of a file, or of a part of an upload, are. */
  contentPath(id: string): string {
    return join(this.folder, "content", id);
  }

  /** Where something that is still arriving is put. */
  incomingPath(id: string): string {
    return join(this.folder, "incoming", id);
  }

  /** Folder of what a job trained. */
  artefactFolder(jobId: string): string {
    return join(this.folder, "artefacts", jobId);
  }

  /** Waits for writes under way and gives the folder free. */
  async close(): Promise<void> {
    const { files, uploads, jobs, models, permissions, events } = this;
    await Promise.allSettled([files, uploads, jobs, models, permissions, events].map((store) => store.flush()));
    await this.#lock.release();
  }
}
