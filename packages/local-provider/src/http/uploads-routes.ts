import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { toSeconds } from "../clock.ts";
import { randomLetters } from "../state/new-id.ts";
import type { StoredUpload } from "../state/provider-state.ts";
import type { WireFile, WireUpload } from "../wire/wire-file.ts";
import { badRequest, notFound } from "./api-error.ts";
import { checkUpload } from "./check-upload.ts";
import { parseRequest } from "./parse-request.ts";
import { filePurposeSchema } from "./purpose.ts";
import { receiveForm } from "./receive-form.ts";
import type { Service } from "./service.ts";

type Params = { Params: { id: string } };

const mostPartBytes = 64 * 1024 * 1024;
const mostBytes = 8 * 1024 ** 3;
const lifetimeSeconds = 3600;

const createSchema = z.looseObject({
  bytes: z.int().nonnegative().max(mostBytes),
  filename: z.string().min(1),
  mime_type: z.string().min(1),
  purpose: filePurposeSchema,
});
const completeSchema = z.looseObject({ part_ids: z.array(z.string()), md5: z.string().nullish() });

/** `/uploads`: create, parts, complete, cancel. */
export function registerUploads(app: FastifyInstance, { state, clock }: Service): void {
  const find = async (id: string): Promise<StoredUpload> => {
    const upload = state.uploads.get(id);
    if (upload === undefined) throw notFound("Upload", id, "upload_id");
    if (upload.wire.status !== "pending" || toSeconds(clock.now()) < upload.wire.expires_at) return upload;
    return close(upload, { status: "expired" });
  };
  const findPending = async (id: string): Promise<StoredUpload> => {
    const upload = await find(id);
    if (upload.wire.status !== "pending") {
      throw badRequest(
        `Upload ${id} takes nothing more: its status is ${upload.wire.status}.`,
        null,
        "invalid_upload_state",
      );
    }
    return upload;
  };
  /** Ends an upload; its parts are not needed any more. */
  const close = async (upload: StoredUpload, change: Partial<WireUpload>): Promise<StoredUpload> => {
    const closed = { ...upload, wire: { ...upload.wire, ...change }, parts: [] };
    await state.uploads.put(closed);
    for (const { id } of upload.parts) await rm(state.contentPath(id), { force: true });
    return closed;
  };

  app.post("/uploads", async (request) => {
    const { bytes, filename, purpose } = parseRequest(createSchema, request.body);
    const created = toSeconds(clock.now());
    const id = `upload_${randomLetters()}`;
    const wire: WireUpload = {
      id,
      object: "upload",
      bytes,
      created_at: created,
      expires_at: created + lifetimeSeconds,
      filename,
      purpose,
      status: "pending",
      file: null,
    };
    await state.uploads.put({ id, wire, parts: [] });
    return wire;
  });

  app.post<Params>("/uploads/:id/parts", async (request) => {
    const { id: uploadId } = await findPending(request.params.id);
    const id = `part_${randomLetters()}`;
    const path = state.incomingPath(id);
    try {
      const { bytes } = await receiveForm(request, { field: "data", path, mostBytes: mostPartBytes });
      await rename(path, state.contentPath(id));
      // Parts come side by side: what was read before this one arrived may be old.
      const upload = await findPending(uploadId);
      await state.uploads.put({ ...upload, parts: [...upload.parts, { id, bytes }] });
    } finally {
      await rm(path, { force: true });
    }
    return { id, object: "upload.part", created_at: toSeconds(clock.now()), upload_id: uploadId };
  });

  app.post<Params>("/uploads/:id/complete", async (request) => {
    const upload = await findPending(request.params.id);
    const { part_ids, md5 } = parseRequest(completeSchema, request.body);
    const parts = part_ids.map((id) => upload.parts.find((part) => part.id === id));
    if (parts.includes(undefined)) throw badRequest("A part does not belong to this upload.", "part_ids");
    const bytes = parts.reduce((sum, part) => sum + (part?.bytes ?? 0), 0);
    if (bytes !== upload.wire.bytes) {
      throw badRequest(`The parts make ${bytes} bytes, not the ${upload.wire.bytes} that were announced.`, "part_ids");
    }
    const id = `file-${randomLetters()}`;
    const path = state.incomingPath(id);
    try {
      const digest = await join(
        part_ids.map((part) => state.contentPath(part)),
        path,
      );
      if (md5 !== null && md5 !== undefined && md5 !== digest)
        throw badRequest("The md5 of the parts is another.", "md5");
      const { filename, purpose } = upload.wire;
      const checked = await checkUpload(path, { filename, purpose });
      await rename(path, state.contentPath(id));
      const file: WireFile = {
        id,
        object: "file",
        bytes,
        created_at: toSeconds(clock.now()),
        filename,
        purpose: filePurposeSchema.exclude(["evals"]).catch("user_data").parse(purpose),
        ...checked,
      };
      await state.files.put(file);
      return (await close(upload, { status: "completed", file })).wire;
    } finally {
      await rm(path, { force: true });
    }
  });

  app.post<Params>("/uploads/:id/cancel", async (request) => {
    const upload = await findPending(request.params.id);
    return (await close(upload, { status: "cancelled" })).wire;
  });
}

/** Puts parts one behind the other. @returns The md5 of the whole, in hex. */
async function join(parts: readonly string[], path: string): Promise<string> {
  const hash = createHash("md5");
  async function* bytes(): AsyncGenerator<Buffer> {
    for (const part of parts) {
      for await (const piece of createReadStream(part)) {
        const buffer = Buffer.from(piece as Uint8Array);
        hash.update(buffer);
        yield buffer;
      }
    }
  }
  await pipeline(bytes, createWriteStream(path));
  return hash.digest("hex");
}
