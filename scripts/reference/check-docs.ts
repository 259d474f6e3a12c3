/**
 * Fails on an exported symbol that has no documentation, or that links to a name which nobody declares: every export, every
 * method of an exported class or interface, and every parameter that a `@param` speaks of.
 *
 *     pnpm check:docs
 */
import { join } from "node:path";
import { findDocFaults } from "./find-doc-faults.ts";
import { root, workspaceEntries } from "./workspace-entries.ts";

const faults = [...workspaceEntries().values()]
  .flat()
  .flatMap(({ source }) => findDocFaults(join(root, source)))
  .map(({ path, line, message }) => `${path.slice(root.length)}:${line}: ${message}`);
for (const fault of new Set(faults)) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
