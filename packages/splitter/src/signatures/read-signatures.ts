import { readJsonl } from "@tunewright/jsonl";
import { formatCount, PipelineError, signatureLineSchema } from "@tunewright/schema";
import { compareText } from "../records/analyse-files.ts";
import { BatchColumns } from "../records/batch-columns.ts";
import { RecordTable } from "../records/record-table.ts";
import { Scratch, type ScratchOptions } from "../scratch/scratch.ts";

/** Options for {@link readSignatures}. */
export interface ReadSignaturesOptions extends ScratchOptions {
  readonly signal?: AbortSignal;
}

/** Records that are added to the table at once. */
const BATCH = 4096;

/**
 * Reads signatures in place of the records that they were made of.
 *
 * @param paths Files of signatures, in any order; each dataset file stands whole in one of them.
 * @throws {PipelineError} `DATASET_INVALID`, with the line, when something is missing, broken or out of order.
 */
export async function readSignatures(
  paths: readonly string[],
  options: ReadSignaturesOptions = {},
): Promise<RecordTable> {
  const table = new RecordTable(new Scratch(options));
  try {
    const sorted = await sortByFirstFile(paths);
    let last: string | undefined;
    for (const path of sorted) last = await readOne(path, { table, last, options });
    return table;
  } catch (error) {
    table[Symbol.dispose]();
    throw error;
  }
}

async function readOne(
  path: string,
  state: { table: RecordTable; last: string | undefined; options: ReadSignaturesOptions },
): Promise<string | undefined> {
  const { table, options } = state;
  let { last } = state;
  const batch = new BatchColumns();
  let open: string | undefined;
  let previousLine = 0;
  let inFile = 0;
  for await (const item of readJsonl(path, options.signal === undefined ? {} : { signal: options.signal })) {
    const refuse = (reason: string): never => fail(path, item.line, reason);
    if (item.kind === "invalid") return refuse("it is no JSON");
    const parsed = signatureLineSchema.safeParse(item.value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refuse(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "it is no signature"}`);
    }
    const line = parsed.data;
    if (open === undefined) {
      if (last !== undefined && compareText(last, line.file) >= 0) {
        refuse("files have to come in the order of their names, each once and in one piece");
      }
      table.beginFile(line.file);
      open = line.file;
      last = line.file;
      previousLine = 0;
      inFile = 0;
    } else if (line.file !== open) refuse("another file begins before the last one has ended");
    if (line.kind === "record") {
      if (line.line <= previousLine) refuse("the records of a file have to come in the order of their lines");
      previousLine = line.line;
      inFile += 1;
      const shingles = readShingles(line.shingles);
      if (shingles === undefined) return refuse("its shingles are not sorted numbers");
      batch.addSigned(line, shingles);
      if (batch.length >= BATCH) table.add(batch.finish());
      continue;
    }
    table.add(batch.finish());
    if (line.records !== inFile) refuse(`it counts ${formatCount(line.records, "record")}, and ${inFile} came`);
    const file = table.files.at(-1);
    if (file !== undefined) {
      file.sha256 = line.sha256;
      file.checksum = line.checksum;
      file.bytes = line.bytes;
      file.rejected = line.rejected;
      file.issues.push(...line.issues);
    }
    open = undefined;
  }
  if (open === undefined) return last;
  throw new PipelineError("DATASET_INVALID", `Cannot use ${path}: it ends before the last line of ${open}.`, {
    details: { path },
    hint: "Sign the file again.",
  });
}

/** By the dataset file that each begins with, so that the order in which they are named does not matter. */
async function sortByFirstFile(paths: readonly string[]): Promise<string[]> {
  const named: { path: string; first: string }[] = [];
  for (const path of paths) {
    for await (const item of readJsonl(path)) {
      const parsed = item.kind === "record" ? signatureLineSchema.safeParse(item.value) : undefined;
      if (parsed?.success !== true) fail(path, item.line, "it is no signature");
      else named.push({ path, first: parsed.data.file });
      break;
    }
  }
  return named.sort((left, right) => compareText(left.first, right.first)).map(({ path }) => path);
}

function fail(path: string, line: number, reason: string): never {
  throw new PipelineError("DATASET_INVALID", `Cannot use the signatures in ${path}, line ${line}: ${reason}.`, {
    details: { path, line },
    hint: 'Write them with "tunewright dedupe FILE --emit-signatures".',
  });
}

/** The shingles of a signature, or `undefined` where they are not sorted and without repeats, as exact comparison needs them. */
function readShingles(base64: string): Uint32Array | undefined {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length % Uint32Array.BYTES_PER_ELEMENT !== 0) return undefined;
  const numbers = new Uint32Array(bytes.length / Uint32Array.BYTES_PER_ELEMENT);
  bytes.copy(new Uint8Array(numbers.buffer));
  for (let at = 1; at < numbers.length; at += 1) if ((numbers[at - 1] ?? 0) >= (numbers[at] ?? 0)) return undefined;
  return numbers;
}
