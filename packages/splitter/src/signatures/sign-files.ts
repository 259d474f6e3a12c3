import { AtomicWriter } from "@tunewright/jsonl";
import type { FileSignature, RecordSignature } from "@tunewright/schema";
import { type AnalyseFilesOptions, analyseFiles, type InputFile, sortInputs } from "../records/analyse-files.ts";
import { wordsToHex } from "../records/hash-words.ts";
import { chooseBanding, Signer } from "../shingles/minhash.ts";
import type { RecordTable } from "../records/record-table.ts";
import type { PagedColumn } from "../scratch/paged-column.ts";
import { spoolInputs } from "../records/spool-inputs.ts";

/** Options for {@link signFiles}. */
export interface SignFilesOptions extends Omit<AnalyseFilesOptions, "near"> {
  /** Files, in any order: they are read by name. `-` reads standard input. */
  readonly inputs: readonly InputFile[];
  /** File to write, or what takes the text piece by piece. */
  readonly out: string | ((text: string) => Promise<void>);
  /**
   * Lowest similarity at which two records share keys for sure enough.
   *
   * @default 0.64
   */
  readonly floor?: number;
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/** What {@link signFiles} did. */
export interface SignedFiles {
  /** Records that got a signature. */
  readonly records: number;
  /** Lines that are no records. */
  readonly rejected: number;
  /** Keys that two records have to share to be worth a comparison. */
  readonly least: number;
}

/** The floor of a search at the usual threshold of 0.8. */
export const SIGNED_FLOOR = 0.64;
const FLUSHED_FROM = 1 << 18;

/**
 * Writes a signature of every record: its content's id, the keys that a join proposes pairs by, and the shingles that decide.
 *
 * A signature depends on its record alone, so files can be signed on as many machines as there are, and the join left to an
 * engine. Shingles that most records share are not left out of the keys, since one machine cannot know them; whoever compares,
 * as `dedupeFiles` does with `signaturesFrom`, leaves them out there.
 *
 * @throws {PipelineError} When a file cannot be read or written.
 */
export async function signFiles(options: SignFilesOptions): Promise<SignedFiles> {
  const { out, floor = SIGNED_FLOOR } = options;
  await using spooled = await spoolInputs(sortInputs(options.inputs), options.stdin);
  using table = await analyseFiles(spooled.inputs, { ...options, near: true });
  const banding = chooseBanding(floor);
  await using writer = typeof out === "string" ? await AtomicWriter.open(out) : undefined;
  const write = typeof out === "string" ? (text: string) => writer?.write(text) : out;
  let text = "";
  for (const line of signatureLines(table, new Signer(banding))) {
    text += `${JSON.stringify(line)}\n`;
    if (text.length < FLUSHED_FROM) continue;
    options.signal?.throwIfAborted();
    await write(text);
    text = "";
  }
  await write(text);
  await writer?.commit();
  const rejected = table.files.reduce((sum, file) => sum + file.rejected, 0);
  return { records: table.length, rejected, least: banding.least };
}

function* signatureLines(table: RecordTable, signer: Signer): Generator<RecordSignature | FileSignature> {
  const { bands } = signer.banding;
  const keys = new Uint32Array(bands);
  for (const { path: file, first, records, rejected, sha256, checksum, bytes, issues } of table.files) {
    for (let record = first; record < first + records; record += 1) {
      const shingles = table.shingles.read(record).slice().sort();
      signer.sign(shingles, { keys, offset: 0, stride: 1 });
      const [start, end] = table.turnsOf(record);
      const signature: RecordSignature = {
        kind: "record",
        file,
        line: table.lineOf(record),
        id: table.idOf(record),
        prompt: keyAt(table, table.prompts, record),
        answer: keyAt(table, table.answers, record),
        group: keyAt(table, table.groups, record),
        turns: Array.from({ length: end - start }, (_, turn) => table.keyOf(table.turns, start + turn)),
        keys: shingles.length === 0 ? [] : Array.from(keys, (_, band) => wordsToHex(keys, band, 1)),
        shingles: Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength).toString("base64"),
      };
      yield signature;
    }
    yield { kind: "file", file, sha256, checksum, bytes, records, rejected, issues };
  }
}

/** A key of two words in hex; nothing for zeros, which is no key. */
function keyAt(table: RecordTable, keys: PagedColumn, record: number): string | null {
  return keys.at(record * 2) === 0 && keys.at(record * 2 + 1) === 0 ? null : table.keyOf(keys, record);
}
