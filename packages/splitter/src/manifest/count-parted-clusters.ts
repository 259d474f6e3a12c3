import { splitSides } from "@tunewright/schema/split-sides";
import { IdWords } from "../records/id-words.ts";
import { Scratch, type ScratchOptions } from "../scratch/scratch.ts";
import { compareTuples } from "../scratch/sort-tuples.ts";
import { TupleSorter } from "../scratch/tuple-sorter.ts";
import { walkManifest } from "./walk-manifest.ts";

const CLUSTER_WORDS = 4;

/**
 * Counts the clusters of a manifest whose records stand on more than one side: from the records, not from what the split meant
 * to do.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is no manifest.
 */
export async function countPartedClusters(path: string, options: ScratchOptions = {}): Promise<number> {
  using scratch = new Scratch(options);
  const ids = new IdWords(CLUSTER_WORDS);
  const sorter = new TupleSorter(scratch, { width: CLUSTER_WORDS + 1, keyWords: CLUSTER_WORDS });
  await walkManifest(path, ({ cluster, side }) => {
    const at = sorter.add();
    ids.put(cluster, sorter.words, at);
    sorter.words[at + CLUSTER_WORDS] = splitSides.indexOf(side);
  });
  const first = new Uint32Array(CLUSTER_WORDS + 1);
  let parted = 0;
  let isParted = true;
  const sorted = sorter.sorted();
  for (let isFirst = true; sorted.next(); isFirst = false) {
    const { words, offset } = sorted;
    if (isFirst || compareTuples(first, 0, words, offset, CLUSTER_WORDS) !== 0) {
      first.set(words.subarray(offset, offset + first.length));
      isParted = false;
    } else if (!isParted && words[offset + CLUSTER_WORDS] !== first[CLUSTER_WORDS]) {
      isParted = true;
      parted += 1;
    }
  }
  return parted;
}
