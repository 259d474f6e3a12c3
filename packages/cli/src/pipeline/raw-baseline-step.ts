import { createHash } from "node:crypto";
import { AtomicWriter, hashFile, readJsonl } from "@tunewright/jsonl";
import { formatCount } from "@tunewright/schema/format-count";
import type { Project } from "./project.ts";
import { readSanitizeReport } from "../version/rules-of-version.ts";
import { cleanFiles } from "./sanitize-step.ts";
import type { Step } from "./step-store.ts";
import { validFiles } from "./validate-step.ts";
import { versionFiles } from "../version/version-folder.ts";

/** Files of the baseline that learns the data as it came, relative to the version's folder. */
export const rawBaselineFiles = {
  train: `${versionFiles.raw}/${versionFiles.train}`,
  validation: `${versionFiles.raw}/${versionFiles.validationSide}`,
};

/**
 * Writes both sides of the split once more with the records as they were before the repairs, so that the only difference
 * between the two trainings is what the sanitizer did.
 */
export async function rawBaselineStep(project: Project): Promise<Step> {
  const { folder, context } = project;
  const inputs = await validFiles(project);
  const hashes: Record<string, string> = {};
  for (const { path, name } of inputs) hashes[name] = await hashFile(path);
  const sidesOf = { train: versionFiles.train, validation: versionFiles.validationSide };
  return {
    name: "raw baseline",
    key: {
      inputs: hashes,
      train: await hashFile(folder.file(sidesOf.train)),
      validation: await hashFile(folder.file(sidesOf.validation)),
    },
    async run() {
      const train = await lineHashes(folder.file(sidesOf.train));
      const validation = await lineHashes(folder.file(sidesOf.validation));
      const rejected = await rejectedLines(project);
      await using trainWriter = await AtomicWriter.open(folder.file(rawBaselineFiles.train));
      await using validationWriter = await AtomicWriter.open(folder.file(rawBaselineFiles.validation));
      let different = 0;
      for (const [index, clean] of cleanFiles(project).entries()) {
        const { path, name } = inputs[index] ?? { path: "", name: "" };
        const repaired = readJsonl(clean, { signal: context.signal });
        for await (const item of readJsonl(path, { signal: context.signal })) {
          if (rejected.has(`${name}:${item.line}`)) continue;
          const after = await repaired.next();
          if (after.done === true) break;
          const key = hashLine(after.value.bytes);
          const writer = train.has(key) ? trainWriter : validation.has(key) ? validationWriter : undefined;
          if (writer !== undefined && key !== hashLine(item.bytes)) different += 1;
          await writer?.write(`${item.bytes.toString("utf8").trimEnd()}\n`);
        }
        await repaired.return(undefined);
      }
      await trainWriter.commit();
      await validationWriter.commit();
      return {
        outputs: [rawBaselineFiles.train, rawBaselineFiles.validation],
        summary: `the same split without the repairs, ${formatCount(different, "record differs", "records differ")}`,
      };
    },
  };
}

async function lineHashes(path: string): Promise<Set<string>> {
  const hashes = new Set<string>();
  for await (const { bytes } of readJsonl(path)) hashes.add(hashLine(bytes));
  return hashes;
}

function hashLine(bytes: Buffer): string {
  return createHash("sha256").update(bytes.toString("utf8").trimEnd()).digest("hex");
}

/** Places of the records that the sanitizer refused, which its output does not hold. */
async function rejectedLines(project: Project): Promise<Set<string>> {
  const { rejects } = await readSanitizeReport(project.folder);
  return new Set(rejects.flatMap(({ file, issues }) => issues.map((issue) => `${file}:${issue.line}`)));
}
