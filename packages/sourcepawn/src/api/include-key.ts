/** What an include is looked up by: `sdktools.inc`, `sdktools` and `SDKTools` are one. */
export function includeKey(name: string): string {
  return name
    .replaceAll("\\", "/")
    .replace(/\.inc$/i, "")
    .toLowerCase();
}
