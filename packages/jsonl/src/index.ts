export { AtomicWriter, type AtomicWriterOptions, writeFileAtomic } from "./atomic-writer.ts";
export { systemErrorCode, toInputError, toOutputError } from "./file-errors.ts";
export { hashFile } from "./hash-file.ts";
export { countLines, LineBatch, type LineSpan } from "./line-batch.ts";
export { mapOrdered, type MapOrderedOptions } from "./map-ordered.ts";
export { type JsonlSource, openSource, type OpenSourceOptions } from "./open-source.ts";
export { DEFAULT_MAX_RECORD_BYTES, type OversizedLine, readBatches, type ReadBatchesOptions } from "./read-batches.ts";
export { type JsonlInvalid, type JsonlItem, type JsonlRecord, parseLine, readJsonl } from "./read-jsonl.ts";
export { type Reject, RejectsWriter } from "./rejects-writer.ts";
