import { fileURLToPath } from "node:url";

/**
 * Path of a file of this package, as `tables/pricing.yaml`, counted from its folder.
 *
 * Source, build and bundle each lie one folder below that, which is why this module lies at the top of the source.
 */
export function ownFile(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}
