import * as z from "zod";

/** A count of tokens; anything else that a service puts there counts as not told. */
const count = z.number().nonnegative().nullish().catch(null);
const usageSchema = z
  .looseObject({ prompt_tokens: count, completion_tokens: count, total_tokens: count })
  .nullish()
  .catch(null);

/** What is needed of a completion; every other field passes as it came, whatever it holds. */
export const completionSchema = z.looseObject({
  choices: z.array(
    z.looseObject({
      index: z.int().nonnegative().nullish().catch(null),
      message: z.looseObject({
        content: z.string().nullish(),
        refusal: z.string().nullish(),
        tool_calls: z.array(z.unknown()).nullish(),
        function_call: z.unknown().optional(),
      }),
    }),
  ),
  usage: usageSchema,
});
/** A completion of an OpenAI-compatible service. */
export type Completion = z.infer<typeof completionSchema>;

/** A piece of a streamed completion; every other field passes as it came. */
export interface CompletionChunk {
  [field: string]: unknown;
  choices: ChunkChoice[];
  usage?: Completion["usage"];
}

/** What one choice gets from a piece. */
export interface ChunkChoice {
  [field: string]: unknown;
  index: number;
  delta: { [field: string]: unknown; content?: string | null };
  finish_reason?: string | null;
}

/**
 * Reads a piece of a streamed completion, by hand, as it is done for every token.
 *
 * @returns `undefined` for what is none.
 */
export function readChunk(text: string): CompletionChunk | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  // Some services say in every piece that there is no error.
  if (!isRecord(value) || (value["error"] ?? null) !== null) return undefined;
  value["choices"] ??= [];
  const { choices } = value;
  if (!Array.isArray(choices)) return undefined;
  for (const choice of choices as unknown[]) {
    if (!isRecord(choice)) return undefined;
    choice["index"] ??= 0;
    choice["delta"] ??= {};
    const { index, delta } = choice;
    if (typeof index !== "number" || !isRecord(delta)) return undefined;
    const content = delta["content"] ?? "";
    if (typeof content !== "string") return undefined;
  }
  if ("usage" in value) value["usage"] = usageSchema.parse(value["usage"]);
  return value as CompletionChunk;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a choice says anything: text, a refusal or a call. */
export function saysSomething({ message }: Completion["choices"][number]): boolean {
  return (
    (message.content ?? "").trim() !== "" ||
    (message.refusal ?? "") !== "" ||
    (message.tool_calls?.length ?? 0) > 0 ||
    (message.function_call ?? null) !== null
  );
}

/**
 * Whether a choice that says nothing tells why: a filter held the text back, or the limit of tokens was used up before the first
 * word. It is the model's own answer then, and to ask again would only cost again.
 */
export function saysWhyEmpty({ finish_reason: reason }: Readonly<Record<string, unknown>>): boolean {
  return reason === "content_filter" || reason === "length";
}
