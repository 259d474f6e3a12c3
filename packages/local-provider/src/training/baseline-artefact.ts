import { join } from "node:path";
import { AtomicWriter, readJsonl, writeFileAtomic } from "@tunewright/jsonl";
import { type ChatExample, chatExampleSchema } from "@tunewright/schema";

/** What is known of a trained baseline, beside the examples that it answers with. */
export interface BaselineDescription {
  readonly version: 1;
  readonly kind: "tunewright-local n-gram baseline";
  readonly baseModel: string;
  readonly order: number;
  readonly vocabularySize: number;
  readonly ngrams: number;
  readonly examples: number;
  readonly seed: number;
  readonly epochs: number;
  /** Nats a token over the whole held-out split after the last epoch. */
  readonly validationLoss: number | null;
}

/** Writes what a job trained into its folder; the description comes last, so a folder that has one is whole. */
export async function writeArtefact(
  folder: string,
  examples: readonly ChatExample[],
  description: BaselineDescription,
): Promise<void> {
  await using writer = await AtomicWriter.open(join(folder, "examples.jsonl"));
  for (const example of examples) await writer.write(`${JSON.stringify(example)}\n`);
  await writer.commit();
  await writeFileAtomic(join(folder, "baseline.json"), `${JSON.stringify(description, undefined, 2)}\n`);
}

/** Reads the examples of a trained baseline. */
export async function readArtefactExamples(folder: string): Promise<ChatExample[]> {
  const examples: ChatExample[] = [];
  for await (const item of readJsonl(join(folder, "examples.jsonl"))) {
    if (item.kind === "record") examples.push(chatExampleSchema.parse(item.value));
  }
  return examples;
}
