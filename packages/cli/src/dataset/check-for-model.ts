import { formatOfMethod, type Issue, type ValidationReport } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { type CliContext, note } from "../context.ts";
import { locate } from "../input/expand-inputs.ts";
import { loadOptionalConfig } from "../input/load-config.ts";
import { loadModels } from "../input/load-tables.ts";

type FileValidation = ValidationReport["files"][number];

/**
 * Adds what the shape of a record does not show: whether a model can be trained on it, and whether it fits.
 *
 * Codes: `model-method` (error, the whole file) where the model takes no records of this format; `over-long` (warning)
 * where the provider would cut the record's end off.
 *
 * @returns The files, each with its issues in the order of lines.
 * @throws {PipelineError} `USAGE` for standard input, which cannot be read twice.
 */
export async function checkForModel(
  context: CliContext,
  files: readonly FileValidation[],
  options: { readonly model: string; readonly config: string | undefined },
): Promise<FileValidation[]> {
  if (files.some(({ path }) => path === "-")) {
    throw new PipelineError("USAGE", "Cannot check standard input for a model: it would be read twice.", {
      hint: "Write it to a file first, or leave --model out.",
    });
  }
  const loaded = await loadOptionalConfig(context, options.config);
  const models = await loadModels(loaded, context.cwd);
  const { countTokensOfFiles, findModel } = await import("@tunewright/splitter");
  const entry = findModel(models, options.model);
  if (entry === undefined) {
    await note(context, `note: the model table does not know ${options.model}; no limit and no method is checked.`);
    return [...files];
  }
  const inputs = files.map(({ path }) => ({ name: path, path: locate(path, context.cwd) }));
  const { overLong } = await countTokensOfFiles({
    inputs,
    model: options.model,
    epochs: 1,
    signal: context.signal,
    models,
  });
  return files.map((file) => {
    const issues: Issue[] = [...file.issues];
    if (!entry.methods.some((method) => formatOfMethod[method] === file.format)) {
      const takes = entry.methods.join(" and ");
      const message = `${entry.model} takes ${takes} training only, and this file holds ${file.format} records.`;
      issues.push({ line: 0, path: "", code: "model-method", severity: "error", message });
    }
    for (const { line, tokens, limit, cut } of overLong.filter((record) => record.file === file.path)) {
      const message = `The record has ${tokens} tokens, and ${entry.model} takes ${limit}; the last ${cut} are cut off.`;
      issues.push({ line, path: "", code: "over-long", severity: "warning", message });
    }
    return { ...file, issues: issues.toSorted((one, other) => one.line - other.line) };
  });
}
