import { openAsBlob } from "node:fs";
import type OpenAI from "openai";
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
  const { signal, resume } = options;
  const request = signal === undefined ? {} : { signal };
  let progress: UploadProgress;
  if (resume !== undefined && resume.expiresAt > options.now + expiryMarginMs) {
    progress = resume;
  } else {
    const upload = await client.uploads.create(
      { bytes: file.bytes, filename: options.filename, mime_type: "application/jsonl", purpose: "fine-tune" },
      request,
    );
    progress = {
      uploadId: upload.id,
      partBytes: options.partBytes,
      partIds: [],
      expiresAt: upload.expires_at * 1000,
    };
    await options.onProgress?.(progress);
  }
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
