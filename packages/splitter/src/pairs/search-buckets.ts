import type { BandBuckets } from "./band-buckets.ts";
import { PairSearch, type PairSearchOptions, type PairSearchResult, type SearchedRecords } from "./pair-search.ts";
import { SizeOrder } from "./size-order.ts";

/** What {@link searchBuckets} looks into. */
export interface BucketedRecords extends SearchedRecords {
  /** Marks places whose keys say nothing. */
  readonly isEmpty: Uint8Array;
  /** Places in the order of their ids, which depends on the content alone. */
  readonly byRank: () => Uint32Array;
  readonly buckets: BandBuckets;
}

/** Options for {@link searchBuckets}. */
export interface SearchBucketsOptions extends PairSearchOptions {
  readonly signal?: AbortSignal;
  /** Whether a bucket is worth a look. */
  readonly isWanted?: (bucket: Uint32Array) => boolean;
}

/** In a bucket of up to so many records each is compared with each; in a larger one too, as long as all of them cost no more. */
const SMALL_BUCKET = 24;
const FREE_COMPARISONS = 500_000;

/** Compares records that fall into one bucket, band by band, and then what the leaders of large buckets have missed. */
export function searchBuckets(searched: BucketedRecords, options: SearchBucketsOptions): PairSearchResult {
  const { keys, banding, sizes, isEmpty, byRank, buckets } = searched;
  const { signal, isWanted = () => true } = options;
  const count = sizes.length;
  const search = new PairSearch(searched, options);
  // Only a large bucket is walked in an order that matters.
  let order: SizeOrder | undefined;
  const bySize = (bucket: Uint32Array): Uint32Array => {
    order ??= new SizeOrder(sizes, byRank());
    return order.arrange(bucket);
  };
  const smallBucket = Math.max(SMALL_BUCKET, Math.floor(FREE_COMPARISONS / count));
  for (let band = 0; band < banding.bands; band += 1) {
    signal?.throwIfAborted();
    for (const bucket of buckets.of(keys.subarray(band * count, (band + 1) * count), isEmpty)) {
      if (!isWanted(bucket)) continue;
      if (bucket.length <= smallBucket) search.compareAll(bucket, band);
      else search.compareWithLeaders(bySize(bucket), band);
    }
  }
  search.compareLeftOvers(bySize);
  return search.result();
}
