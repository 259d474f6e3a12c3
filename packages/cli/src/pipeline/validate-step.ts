import {
  AtomicWriter,
  hashFile,
  readJsonl,
  RejectsWriter,
  removeRejects,
  validateFile,
  writeFileAtomic,
} from "@tunewright/jsonl";
import { checkExample, checkText, formatCount, PipelineError, type ValidationReport } from "@tunewright/schema";
import { basename } from "node:path";
import { locate } from "../input/expand-inputs.ts";
import { isThere } from "../input/is-there.ts";
import type { Project } from "./project.ts";
import type { Step } from "./step-store.ts";
import { versionFiles } from "../version/version-folder.ts";

/** Faults that an error names one by one. */
const SHOWN = 10;

/** Checks every raw record. Invalid ones end the run, or go to the rejects file where that was asked for. */
export async function validateStep(project: Project): Promise<Step> {
  const { context, config, folder, raw, allowRejects } = project;
  const inputs: Record<string, string> = {};
  for (const path of raw) inputs[path] = await hashFile(locate(path, config.folder));
  return {
    name: "validate",
    reads: raw.map((path) => locate(path, config.folder)),
    key: { inputs, format: config.config.format, allowRejects },
    async run() {
      const files: ValidationReport["files"] = [];
      for (const path of raw) {
        const source = locate(path, config.folder);
        files.push(await validateFile(source, { name: path, format: config.config.format, signal: context.signal }));
      }
      const invalid = files.reduce((sum, file) => sum + file.invalid, 0);
      const broken = files.some((file) => file.issues.some((issue) => issue.severity === "error"));
      if (broken && !allowRejects) throw invalidError(project, files, invalid);
      const outputs: string[] = [versionFiles.validation];
      if (broken) outputs.push(...(await takeOutInvalid(project, files)));
      const report: ValidationReport = { version: 1, files };
      await writeFileAtomic(folder.file(versionFiles.validation), `${JSON.stringify(report, undefined, 2)}\n`);
      const records = files.reduce((sum, file) => sum + file.records, 0);
      return { outputs, summary: `${records} records in ${formatCount(files.length, "file")}, ${invalid} invalid` };
    },
  };
}

/** Folder of the valid records, where some had to be taken out. */
const validFolder = "valid";

/** Files that the next step reads: the raw ones, or their valid records where some were taken out. */
export async function validFiles(project: Project): Promise<readonly { path: string; name: string }[]> {
  const { config, folder, raw } = project;
  const files = [];
  for (const path of raw) {
    const valid = folder.file(`${validFolder}/${basename(path).replace(/\.(?:gz|zst)$/, "")}`);
    const wasMade = project.allowRejects && (await isThere(valid));
    files.push({ path: wasMade ? valid : locate(path, config.folder), name: path });
  }
  return files;
}

async function takeOutInvalid(project: Project, files: ValidationReport["files"]): Promise<string[]> {
  const { context, config, folder, raw } = project;
  const rejects = new RejectsWriter(folder.file(versionFiles.rejects));
  const outputs: string[] = [];
  for (const [index, path] of raw.entries()) {
    const name = `${validFolder}/${basename(path).replace(/\.(?:gz|zst)$/, "")}`;
    await using writer = await AtomicWriter.open(folder.file(name));
    const format = files[index]?.format ?? "chat";
    for await (const item of readJsonl(locate(path, config.folder), { signal: context.signal })) {
      const issues =
        item.kind === "invalid"
          ? item.issues
          : [...checkText(item.text, item.line), ...checkExample(item.value, item.line, format)];
      const bad = issues.filter((issue) => issue.severity === "error");
      if (bad.length === 0) await writer.write(item.bytes);
      else await rejects.add({ file: path, line: item.line, issues: bad, bytes: item.bytes });
    }
    await writer.commit();
    outputs.push(name);
  }
  await rejects.commit();
  if (rejects.count > 0) return [...outputs, versionFiles.rejects];
  await removeRejects(rejects.path);
  return outputs;
}

function invalidError({ config }: Project, files: ValidationReport["files"], invalid: number): PipelineError {
  const faults = files.flatMap(({ path, issues }) =>
    issues
      .filter((issue) => issue.severity === "error")
      .map((issue) => `${locate(path, config.folder)}:${issue.line}: ${issue.code}: ${issue.message}`),
  );
  const more = faults.length > SHOWN ? `\n  … and ${faults.length - SHOWN} more` : "";
  return new PipelineError(
    "DATASET_INVALID",
    `Cannot go on with ${formatCount(invalid, "invalid record")}.\n  ${faults.slice(0, SHOWN).join("\n  ")}${more}\n`,
    {
      details: { invalid, faults },
      hint: "Repair them, or run again with --allow-rejects to put them into the rejects file and go on.",
    },
  );
}
