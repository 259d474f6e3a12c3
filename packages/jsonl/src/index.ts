export { AtomicWriter, type AtomicWriterOptions, writeFileAtomic } from "./write/atomic-writer.ts";
export { BufferPool } from "./work/buffer-pool.ts";
export { systemErrorCode, toInputError, toOutputError } from "./file-errors.ts";
export { hashFile } from "./work/hash-file.ts";
export { isProcessAlive } from "./work/is-process-alive.ts";
export { countLines, LineBatch, type LineSpan } from "./read/line-batch.ts";
export { mapOrdered, type MapOrderedOptions } from "./work/map-ordered.ts";
export { jsonObjects, type JsonObjectsOptions, type JsonPiece } from "./read/json-objects.ts";
export { type JsonlSource, openSource, type OpenSourceOptions } from "./read/open-source.ts";
export {
  DEFAULT_MAX_RECORD_BYTES,
  type OversizedLine,
  readBatches,
  type ReadBatchesOptions,
} from "./read/read-batches.ts";
export { readIfPresent } from "./read/read-if-present.ts";
export { contentLength } from "./read/content-length.ts";
export { type JsonlInvalid, type JsonlItem, type JsonlRecord, parseLine, readJsonl } from "./read/read-jsonl.ts";
export { type PieceRead, readingChannel } from "./read/reading-channel.ts";
export { DigestThread, localDigest, type StreamDigest } from "./work/stream-digest.ts";
export { refuseOverwriting, type ReadAndWritten } from "./write/refuse-overwriting.ts";
export { type Reject, RejectsWriter } from "./write/rejects-writer.ts";
export { removeRejects } from "./write/remove-rejects.ts";
export { syncFolder } from "./write/sync-folder.ts";
export { type FileValidation, validateFile, type ValidateFileOptions } from "./read/validate-file.ts";
export { workerCount } from "./work/worker-count.ts";
export { writeAll } from "./write/write-all.ts";
