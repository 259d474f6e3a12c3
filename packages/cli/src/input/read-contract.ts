import { contractFaults, readYaml, yamlOffset } from "@tunewright/schema";
import type * as z from "zod";

/** A fault of a file that people write, and where it stands. */
export interface PlacedFault {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** What is wrong and what to do; it begins with the setting that is meant, as `train.model`, where one is. */
  readonly message: string;
}

/** What a file holds, or how it falls short of its contract: one fault at the least, in the order of the lines. */
export type ContractReading<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "faults"; readonly faults: readonly PlacedFault[] };

/**
 * Reads a file in YAML, or in JSON, which is YAML, by its contract. An empty file counts as one without any setting.
 *
 * @param text What the file holds.
 * @param whole What the file is called where no part of it is at fault, as `the table`.
 */
export async function readContract<T>(text: string, schema: z.ZodType<T>, whole: string): Promise<ContractReading<T>> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const content = readYaml(document, { text, lines });
  if (content.kind === "faults") return content;
  const value = content.value ?? {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return { kind: "value", value: parsed.data };
  const faults = contractFaults(parsed.error.issues, value).map(({ path, message }): PlacedFault => {
    const { line, col } = lines.linePos(yamlOffset(document, path, "key"));
    return { line, column: col, message: `${path.join(".") || whole}: ${message}` };
  });
  return {
    kind: "faults",
    faults: faults.toSorted((one, other) => one.line - other.line || one.column - other.column),
  };
}
