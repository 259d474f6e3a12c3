import { openAsBlob } from "node:fs";
import { APIError, type OpenAI } from "openai";
import type { LocalFile, UploadOptions, UploadProgress } from "../../training-provider.ts";

/** Options for {@link uploadInParts}. */
export interface UploadInPartsOptions extends UploadOptions {
  readonly filename: string;
  /** At most 64 MiB, which is what the uploads API takes. */
  readonly partBytes: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Parts that expire sooner than this are not worth going on with. */
const expiryMarginMs = 60_000;

/**
 * Sends a big file through the uploads API, part by part, and goes on where an earlier run stopped.
 *
 * @returns The file object, as the wire carries it.
 */
export async function uploadInParts(client: OpenAI, file: LocalFile, options: UploadInPartsOptions): Promise<unknown> {
  const { resume } = options;
  if (resume !== undefined && resume.expiresAt > options.now + expiryMarginMs) {
    try {
      return await sendRest(client, file, { ...options, progress: resume });
    } catch (error) {
      // The service has dropped the upload, or has put it together already without anybody hearing of it: begin anew.
      if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 404)) throw error;
    }
  }
  const upload = await client.uploads.create(
    { bytes: file.bytes, filename: options.filename, mime_type: "application/jsonl", purpose: "fine-tune" },
    requestOf(options),
  );
  const progress: UploadProgress = {
    uploadId: upload.id,
    partBytes: options.partBytes,
    partIds: [],
    expiresAt: upload.expires_at * 1000,
  };
  await options.onProgress?.(progress);
  return sendRest(client, file, { ...options, progress });
}

/** Sends the parts that are missing, and has the service put them together. */
async function sendRest(
  client: OpenAI,
  file: LocalFile,
  options: UploadInPartsOptions & { readonly progress: UploadProgress },
): Promise<unknown> {
  let { progress } = options;
  const request = requestOf(options);
  const blob = await openAsBlob(file.path);
  for (let index = progress.partIds.length; index * progress.partBytes < file.bytes; index += 1) {
    const start = index * progress.partBytes;
    const data = new File([blob.slice(start, start + progress.partBytes)], `part-${index}`);
    const part = await client.uploads.parts.create(progress.uploadId, { data }, request);
    progress = { ...progress, partIds: [...progress.partIds, part.id] };
    await options.onProgress?.(progress);
  }
  const done = await client.uploads.complete(progress.uploadId, { part_ids: [...progress.partIds] }, request);
  return done.file;
}

function requestOf({ signal }: UploadInPartsOptions): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
