import type { DatasetSummary, TokenReport } from "@tunewright/schema";
import type { VersionFiles } from "../version/read-version-files.ts";

/** What a report shows of one version's dataset, from the files that its steps wrote. */
export function summarizeDataset({ version, manifest, sanitize, dedupe, tokens }: VersionFiles): DatasetSummary {
  const dropped = manifest === undefined ? undefined : manifest.counts.droppedExact + manifest.counts.droppedNear;
  return {
    version,
    records: sanitize === undefined ? (manifest?.counts.records ?? null) : sanitize.records,
    rejected: sanitize?.rejected ?? manifest?.counts.rejected ?? null,
    replacements: sanitize?.replacements ?? null,
    duplicates: dedupe === undefined ? (dropped ?? null) : dedupe.records - dedupe.kept,
    train: manifest?.counts.train ?? null,
    validation: manifest?.counts.validation ?? null,
    tokens: tokens === undefined ? null : tokensBySide(tokens),
    categories: manifest?.strata.map(({ stratum, train, validation }) => ({ name: stratum, train, validation })) ?? [],
    tokenLengths: tokens === undefined ? [] : tokenHistogram(tokens),
    similarity: manifest === undefined ? null : similarityBins(manifest.histogram),
    apiCoverage: manifest?.symbols.map(({ name, train, validation }) => ({ symbol: name, train, validation })) ?? [],
    leaks:
      manifest?.leaks.map(({ file, line, side, against, kind, score, dropped: gone }) => ({
        record: { file, line },
        side,
        against,
        kind,
        similarity: score,
        dropped: gone,
      })) ?? [],
  };
}

type Side = "train" | "validation";

function sideOf(path: string): Side {
  return /valid/i.test(path.split(/[/\\]/).at(-1) ?? "") ? "validation" : "train";
}

function tokensBySide({ files }: TokenReport): Record<Side, number> {
  const sum = { train: 0, validation: 0 };
  for (const { path, tokens } of files) sum[sideOf(path)] += tokens;
  return sum;
}

/** Bins of one width that hold every record; as many as can be told apart in a small chart. */
function tokenHistogram({ files, distribution }: TokenReport): DatasetSummary["tokenLengths"] {
  const most = 30;
  const width = niceWidth(Math.max(1, distribution.max + 1) / most);
  const bins = Array.from({ length: Math.floor(distribution.max / width) + 1 }, (_, index) => ({
    from: index * width,
    to: (index + 1) * width,
    train: 0,
    validation: 0,
  }));
  for (const { path, perRecord } of files) {
    for (const { tokens } of perRecord) {
      const bin = bins[Math.floor(tokens / width)];
      if (bin) bin[sideOf(path)]++;
    }
  }
  return bins;
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not below a width. */
function niceWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return ([1, 2, 5, 10].find((step) => step * power >= width) ?? 10) * power;
}

function similarityBins({
  bins,
  threshold,
}: {
  bins: readonly number[];
  threshold: number;
}): DatasetSummary["similarity"] {
  if (bins.every((pairs) => pairs === 0)) return null;
  return {
    threshold,
    bins: bins.map((pairs, index) => ({ from: index / bins.length, to: (index + 1) / bins.length, pairs })),
  };
}
