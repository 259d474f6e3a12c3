/**
 * Turns the changesets into a release: sets the version of every package, and moves their sentences into CHANGELOG.md.
 *
 *     pnpm release:version
 *
 * Commits and tags nothing; see "Release" in CONTRIBUTING.md.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addToChangelog, parseChangeset } from "./add-to-changelog.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const changesets = readdirSync(join(root, ".changeset"))
  .filter((name) => name.endsWith(".md"))
  .toSorted()
  .map((name) => parseChangeset(readFileSync(join(root, ".changeset", name), "utf8")))
  .filter((changeset) => changeset !== undefined);

// Without a changeset the version stays, and only a release that is announced gets its day.
if (changesets.length > 0) {
  const { status } = spawnSync(process.execPath, ["node_modules/@changesets/cli/bin.js", "version"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(1);
}
const { version } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8")) as { version: string };
const changelog = join(root, "CHANGELOG.md");
const day = new Date().toISOString().slice(0, 10);
writeFileSync(changelog, addToChangelog(readFileSync(changelog, "utf8"), { version, day, changesets }));
process.stdout.write(`${version}: look over CHANGELOG.md, commit, and tag v${version}.\n`);
