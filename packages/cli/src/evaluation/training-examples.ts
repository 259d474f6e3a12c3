import { readVersionFiles } from "../version/read-version-files.ts";

/**
 * Counts the training examples of a version by category, from its split manifest.
 *
 * @returns Nothing where the version has no manifest: advice on gaps then names no numbers.
 */
export async function trainingExamples(
  data: string,
  version: string | undefined,
): Promise<Record<string, number> | undefined> {
  if (version === undefined) return undefined;
  const { manifest } = await readVersionFiles(data, version);
  return manifest && Object.fromEntries(manifest.strata.map(({ stratum, train }) => [stratum, train]));
}
