import type { RecordTable } from "../records/record-table.ts";
import { PagedColumn } from "../scratch/paged-column.ts";
import { compareTuples } from "../scratch/sort-tuples.ts";
import { TupleSorter } from "../scratch/tuple-sorter.ts";

/** Which records have the same content as an earlier one. */
export interface ExactCopies {
  /** How many there are. */
  readonly count: number;
  /** For each record the first one with the same content: the record itself where it is the first. */
  readonly sameAs: PagedColumn;
  /** For each copy, in the order of the records, the line of the first one. */
  readonly partnerLines: PagedColumn;
}

/** Words of an id, which are the key of the first sort; the record and its line follow. */
const ID_WORDS = 4;

/**
 * Finds exact duplicates by their ids, in any amount: ids are sorted, and what was found is sorted back into the order of the
 * records.
 */
export function findCopies(table: RecordTable): ExactCopies {
  const { scratch, ids } = table;
  const byId = new TupleSorter(scratch, { width: ID_WORDS + 2, keyWords: ID_WORDS });
  for (let record = 0; record < table.length; record += 1) {
    const at = byId.add();
    for (let word = 0; word < ID_WORDS; word += 1) byId.words[at + word] = ids.at(record * ID_WORDS + word);
    byId.words[at + ID_WORDS] = record;
    byId.words[at + ID_WORDS + 1] = table.lineOf(record);
  }
  const copies = new TupleSorter(scratch, { width: 3, keyWords: 1 });
  const sorted = byId.sorted();
  const first = new Uint32Array(ID_WORDS + 2);
  let count = 0;
  for (let hasFirst = false; sorted.next(); hasFirst = true) {
    const { words, offset } = sorted;
    if (hasFirst && compareTuples(first, 0, words, offset, ID_WORDS) === 0) {
      const at = copies.add();
      copies.words[at] = words[offset + ID_WORDS] ?? 0;
      copies.words[at + 1] = first[ID_WORDS] ?? 0;
      copies.words[at + 2] = first[ID_WORDS + 1] ?? 0;
      count += 1;
    } else first.set(words.subarray(offset, offset + first.length));
  }
  return { count, ...inOrder(table, copies) };
}

function inOrder(table: RecordTable, copies: TupleSorter): Pick<ExactCopies, "sameAs" | "partnerLines"> {
  const sameAs = new PagedColumn(table.scratch);
  const partnerLines = new PagedColumn(table.scratch);
  const sorted = copies.sorted();
  let isLeft = sorted.next();
  for (let record = 0; record < table.length; record += 1) {
    if (!isLeft || sorted.words[sorted.offset] !== record) {
      sameAs.push(record);
      continue;
    }
    sameAs.push(sorted.words[sorted.offset + 1] ?? 0);
    partnerLines.push(sorted.words[sorted.offset + 2] ?? 0);
    isLeft = sorted.next();
  }
  return { sameAs, partnerLines };
}
