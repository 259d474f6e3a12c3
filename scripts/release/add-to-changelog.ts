/** A change that waits for the next release. */
export interface Changeset {
  /** One sentence or a few, in Markdown. */
  readonly summary: string;
  readonly step: "major" | "minor" | "patch";
}

const headings = { major: "Breaking", minor: "Added", patch: "Fixed" } as const;

/**
 * Reads a changeset file: packages and their steps between two lines of `---`, then the text.
 *
 * @returns The change, with the largest of its steps; nothing where it names no package.
 */
export function parseChangeset(text: string): Changeset | undefined {
  const [, names = "", summary = ""] = /^---\r?\n([\s\S]*?)---\r?\n([\s\S]*)$/.exec(text) ?? [];
  const step = (["major", "minor", "patch"] as const).find((size) => new RegExp(`: ${size}\\s*$`, "m").test(names));
  return step === undefined ? undefined : { summary: summary.trim(), step };
}

/**
 * Puts a release at the head of a changelog, under headings by the size of the step. A release that the changelog already
 * announces as `(unreleased)` keeps its text and gets its day.
 *
 * @param changelog Text of the whole file.
 * @param release Version, day as `YYYY-MM-DD`, and what is new in it.
 * @throws {RangeError} If the version has been released before.
 */
export function addToChangelog(
  changelog: string,
  release: { readonly version: string; readonly day: string; readonly changesets: readonly Changeset[] },
): string {
  const { version, day, changesets } = release;
  const entries = (["major", "minor", "patch"] as const).flatMap((step) => {
    const own = changesets.filter((changeset) => changeset.step === step);
    if (own.length === 0) return [];
    return [`### ${headings[step]}`, own.map(({ summary }) => `- ${summary.replaceAll("\n", "\n  ")}`).join("\n")];
  });
  const announced = `## ${version} (unreleased)`;
  if (changelog.includes(announced)) {
    const at = changelog.indexOf(announced) + announced.length;
    const added = entries.length === 0 ? "" : `\n\n${entries.join("\n\n")}`;
    return `${changelog.slice(0, at - announced.length)}## ${version} (${day})${added}${changelog.slice(at)}`;
  }
  if (new RegExp(`^## ${version.replaceAll(".", "\\.")} `, "m").test(changelog))
    throw new RangeError(`${version} is in the changelog already.`);
  const first = changelog.search(/^## /m);
  const at = first === -1 ? changelog.length : first;
  return `${changelog.slice(0, at)}${[`## ${version} (${day})`, ...entries].join("\n\n")}\n\n${changelog.slice(at)}`;
}
