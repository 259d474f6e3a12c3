import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { problemKindInfo } from "@arethetypeswrong/core/problems";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { PackedPackage } from "./pack-workspace.ts";

/**
 * What publint and are-the-types-wrong find in an archive.
 *
 * Of the ways to resolve a package only those of Node 16 and later and of bundlers count: `node10` knows no `exports`, and no
 * Node that can run these packages resolves like that. A CommonJS file that takes one of them by `require` gets ESM, which
 * every Node from 22.12 can load; are-the-types-wrong reports that as a hint, not as a fault.
 *
 * @returns One line for each fault.
 */
export async function inspectArchive({ archive }: PackedPackage): Promise<readonly string[]> {
  const bytes = readFileSync(archive);
  const { messages, pkg } = await publint({ pack: { tarball: asArrayBuffer(bytes) }, strict: true });
  const faults = messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`);
  const types = await checkPackage(createPackageFromTarballData(bytes));
  if (types.types === false) return [...faults, "are-the-types-wrong: it has no types"];
  for (const problem of types.problems) {
    if ("resolutionKind" in problem && problem.resolutionKind === "node10") continue;
    if (problem.kind === "CJSResolvesToESM") continue;
    faults.push(`are-the-types-wrong: ${problemKindInfo[problem.kind].title} ${JSON.stringify(problem)}`);
  }
  return faults;
}

function asArrayBuffer(bytes: Buffer<ArrayBufferLike>): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
