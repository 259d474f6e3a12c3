/** Files that `sourcemod` includes by itself, with names that a plugin's own files go by as well. */
const commonNames: ReadonlySet<string> = new Set(
  "admin clients commands console convars core entity events files float functions halflife handles helpers lang logging menus string timers vector version".split(
    " ",
  ),
);

/**
 * The file that an `#include` means, as it is written there; `./` stands before a plugin's own file.
 *
 * What is written in quotes is looked for beside the plugin first. Nobody has to include `helpers` of SourceMod, so `"helpers.inc"`
 * is the plugin's own.
 *
 * @param name What stands between the marks.
 * @param isQuoted Whether the marks are quotes.
 */
export function includedFile(name: string, isQuoted: boolean): string {
  const file = name.trim();
  return isQuoted && commonNames.has(file.replace(/\.inc$/i, "").toLowerCase()) ? `./${file}` : file;
}
