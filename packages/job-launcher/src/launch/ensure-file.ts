import { PipelineError } from "@tunewright/schema/errors";
import { callWithRetry } from "../call-with-retry.ts";
import { sentence } from "../provider-failure.ts";
import { redact } from "../redact.ts";
import type { LocalFile, RemoteFile, UploadProgress } from "../training-provider.ts";
import { type LaunchContext, retryOptions } from "./launch-context.ts";

/**
 * Gets a file to the provider once: one that is there already, told by its hash, is used again.
 *
 * @returns The provider's id of the file.
 * @throws {PipelineError} `PROVIDER_REFUSED` when the provider rejects the file.
 */
export async function ensureFile(
  context: LaunchContext,
  role: "train" | "validation",
  file: LocalFile,
): Promise<string> {
  const known = await findKnown(context, file);
  if (known !== undefined) {
    refuseFaulty(await waitUntilRead(context, role, known), role);
    context.notify({ type: "file-reused", role, fileId: known.id });
    await remember(context, role, file, known, true);
    return known.id;
  }
  await context.journal.append({ step: "upload-intent", role, sha256: file.sha256 });
  let first = true;
  const uploaded = await callWithRetry(
    async () => {
      // The answer to an earlier try may have been lost after the file had arrived.
      const arrived = first ? undefined : await context.provider.findFile(file, { signal: context.signal });
      first = false;
      if (arrived !== undefined) return arrived;
      await context.hook(`upload ${role}: before the request`);
      return await context.provider.upload(file, {
        signal: context.signal,
        resume: context.journal.state.current?.uploads.get(file.sha256),
        onProgress: (progress) => saveProgress(context, role, file, progress),
      });
    },
    retryOptions(context, `upload the ${role} file`),
  );
  await context.hook(`upload ${role}: after the answer`);
  refuseFaulty(await waitUntilRead(context, role, uploaded), role);
  context.notify({ type: "file-uploaded", role, fileId: uploaded.id });
  await remember(context, role, file, uploaded, false);
  return uploaded.id;
}

/** Wait between looks at a file that the provider is reading. */
const readingPollMs = 2000;
/** Longest wait for one; then the provider itself has to say whether it makes a job of it. */
const longestReadingMs = 600_000;

/** The file once the provider has read it: a fault that it finds then is told before a job is made, not by its failure. */
async function waitUntilRead(
  context: LaunchContext,
  role: "train" | "validation",
  sent: RemoteFile,
): Promise<RemoteFile> {
  const { provider, clock, signal } = context;
  const until = clock.monotonic() + longestReadingMs;
  let file = sent;
  while (file.pending === true && file.fault === undefined && clock.monotonic() < until) {
    if (file === sent) context.notify({ type: "file-pending", role, fileId: sent.id });
    await clock.sleep(readingPollMs, signal);
    const look = (): Promise<RemoteFile | undefined> => provider.retrieveFile(sent.id, { signal });
    const seen = await callWithRetry(look, retryOptions(context, `look at the ${role} file`));
    if (seen === undefined) break;
    file = seen;
  }
  return file;
}

function refuseFaulty({ id, fault }: RemoteFile, role: "train" | "validation"): void {
  if (fault === undefined) return;
  throw new PipelineError("PROVIDER_REFUSED", `The provider rejects the ${role} file: ${sentence(redact(fault))}`, {
    details: { role, fileId: id },
    hint: "Correct the file and launch again.",
  });
}

async function findKnown(context: LaunchContext, file: LocalFile): Promise<RemoteFile | undefined> {
  const { provider, signal, journal } = context;
  const id = journal.state.current?.files.get(file.sha256);
  return callWithRetry(
    async () => {
      await context.hook("look for the file: before the request");
      // Files are deleted and expire: an id from the journal counts only while the provider still knows it.
      const remembered = id === undefined ? undefined : await provider.retrieveFile(id, { signal });
      if (remembered !== undefined && remembered.fault === undefined) return remembered;
      const found = await provider.findFile(file, { signal });
      await context.hook("look for the file: after the answer");
      return found;
    },
    retryOptions(context, "look for the file"),
  );
}

async function remember(
  context: LaunchContext,
  role: "train" | "validation",
  file: LocalFile,
  remote: RemoteFile,
  reused: boolean,
): Promise<void> {
  if (context.journal.state.current?.files.get(file.sha256) === remote.id) return;
  await context.journal.append({ step: "file-ready", role, sha256: file.sha256, file_id: remote.id, reused });
}

async function saveProgress(
  context: LaunchContext,
  role: "train" | "validation",
  file: LocalFile,
  progress: UploadProgress,
): Promise<void> {
  await context.journal.append({
    step: "upload-progress",
    role,
    sha256: file.sha256,
    upload_id: progress.uploadId,
    part_bytes: progress.partBytes,
    part_ids: [...progress.partIds],
    expires_at: new Date(progress.expiresAt).toISOString(),
  });
  const sent = Math.min(file.bytes, progress.partIds.length * progress.partBytes);
  context.notify({ type: "upload-progress", role, sent, total: file.bytes });
}
