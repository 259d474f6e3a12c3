import { PipelineError } from "@tunewright/schema/errors";

/** A file of answers that lacks one which was asked for. */
export function missingAnswer(file: string, { caseId, trial }: { caseId: string; trial: number }): PipelineError {
  return new PipelineError("INPUT_UNREADABLE", `${file} has no answer to case ${caseId}, trial ${trial + 1}.`, {
    details: { path: file, caseId, trial },
    hint: trial === 0 ? "Add it, or judge only some cases with --case." : "Add it, or judge fewer trials with --runs.",
  });
}
