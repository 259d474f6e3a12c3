export { type AnalyseFilesOptions, type InputFile } from "./analyse-files.ts";
export { assignSplit, type AssignSplitOptions } from "./assign-split.ts";
export { dedupeFiles, type DedupeFilesOptions, type DedupeResult } from "./dedupe-files.ts";
export { readManifest } from "./read-manifest.ts";
export { splitFiles, type SplitFilesOptions, type SplitResult, type SplitSummary } from "./split-files.ts";
export { documentText, type DocumentPart, writeDocument } from "./write-document.ts";
