import { readJsonl } from "@tunewright/jsonl";
import {
  type ChatExample,
  chatExampleSchema,
  checkExample,
  type ExampleFormat,
  findSpecialToken,
  type Issue,
  preferenceExampleSchema,
} from "@tunewright/schema";

/** Why a file cannot be trained on, in the provider's codes and words. */
export interface FileFault {
  readonly code: "invalid_training_file" | "invalid_validation_file" | "invalid_file_format" | "invalid_n_examples";
  readonly message: string;
  readonly param: "training_file" | "validation_file";
}

/** Options for {@link readTrainingFile}. */
export interface ReadTrainingFileOptions {
  readonly role: "training" | "validation";
  readonly format: Extract<ExampleFormat, "chat" | "preference">;
}

/** The least examples that a training file must have. */
export const minimumExamples = 10;

/**
 * Reads and checks a file as the provider does when a job begins.
 *
 * A preference example counts as a chat example that ends on its preferred answer.
 *
 * @returns The examples, or the first fault.
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`.
 */
export async function readTrainingFile(
  path: string,
  options: ReadTrainingFileOptions,
): Promise<{ examples: ChatExample[] } | { fault: FileFault }> {
  const { role, format } = options;
  const param = `${role}_file` as const;
  const invalid = (detail: string): { fault: FileFault } => ({
    fault: {
      code: `invalid_${param}`,
      message: `The job failed due to an invalid ${role} file. Invalid file format. ${detail}`,
      param,
    },
  });
  const malformed = (detail: string): { fault: FileFault } => ({
    fault: {
      code: "invalid_file_format",
      message: `The job failed due to a file format error in the ${role} file. Invalid file format. ${detail}`,
      param,
    },
  });
  const examples: ChatExample[] = [];
  let number = 0;
  for await (const item of readJsonl(path)) {
    if (item.kind === "invalid" && item.issues.some(({ code }) => code === "blank-line")) continue;
    number += 1;
    if (item.kind === "invalid") {
      return malformed(`Example ${number} cannot be parsed. Error: line contains invalid json`);
    }
    const issue = checkExample(item.value, item.line, format).find(({ severity }) => severity === "error");
    if (issue?.code === "weight-not-on-assistant") return malformed(`Example ${number} contains an extra "weight"`);
    if (issue !== undefined) return invalid(describe(issue, number));
    const token = findSpecialToken(item.text);
    if (token !== undefined) return malformed(`Example ${number} message contains an invalid token: ${token}`);
    examples.push(toChatExample(item.value, format));
  }
  const name = role === "training" ? "Training" : "Validation";
  const least = role === "training" ? minimumExamples : 1;
  if (examples.length < least) {
    const message = `The job failed due to an invalid ${role} file. ${name} file has ${examples.length} example(s), but must have at least ${least} examples`;
    return { fault: { code: "invalid_n_examples", message, param } };
  }
  return { examples };
}

function toChatExample(value: unknown, format: ReadTrainingFileOptions["format"]): ChatExample {
  if (format === "chat") return chatExampleSchema.parse(value);
  const { input, preferred_output } = preferenceExampleSchema.parse(value);
  return chatExampleSchema.parse({ ...input, messages: [...input.messages, ...preferred_output] });
}

/** The fault in the provider's words: it names the example and the message, both counted from 1, never the text. */
function describe({ path, code, message }: Issue, example: number): string {
  const index = /messages\[(\d+)\]/.exec(path)?.[1];
  const place = `Example ${example}${index === undefined ? "" : `, message ${Number(index) + 1}`}`;
  if (code === "missing-role") return `${place} Discriminator 'role' is missing in value`;
  if (code === "unknown-role") return `${place} Discriminator 'role' has a value that is not allowed`;
  return `${place} ${message}`;
}
