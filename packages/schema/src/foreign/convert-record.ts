import { isObject } from "../is-object.ts";
import { type ForeignFormat, promptPairs, recogniseForeign } from "./foreign-format.ts";
import { ConversionFault, type Message, messagesOf, turnsOf } from "./foreign-turns.ts";

/** What {@link convertRecord} made of a record. */
export type Conversion =
  | { readonly kind: "converted"; readonly from: ForeignFormat; readonly example: Readonly<Record<string, unknown>> }
  /** The record has no foreign shape; it is for `checkExample` to judge. */
  | { readonly kind: "native" }
  /** @property reason One sentence without the record's text. */
  | { readonly kind: "refused"; readonly from: ForeignFormat; readonly reason: string };

/**
 * Writes a record of another tool's format as a chat or a preference example.
 *
 * Nothing is invented and nothing that was said is dropped: a record whose turns cannot be told is refused. Fields that no
 * format knows, such as an id or a category, travel with it.
 *
 * @param value A parsed record.
 *
 * @example Convert a ShareGPT record
 * ```ts
 * const turns = [{ from: "human", value: "Hi" }, { from: "gpt", value: "Hello" }];
 * const conversion = convertRecord({ conversations: turns });
 * if (conversion.kind === "converted") console.log(conversion.example);
 * ```
 */
export function convertRecord(value: unknown): Conversion {
  const from = recogniseForeign(value);
  if (from === undefined || !isObject(value)) return { kind: "native" };
  try {
    return { kind: "converted", from, example: converters[from](value) };
  } catch (error) {
    if (error instanceof ConversionFault) return { kind: "refused", from, reason: error.message };
    throw error;
  }
}

type Source = Readonly<Record<string, unknown>>;

const converters: Readonly<Record<ForeignFormat, (record: Source) => Record<string, unknown>>> = {
  sharegpt: (record) => {
    const { conversations, conversation, system, tools, ...rest } = record;
    const declared = toolsOf(tools);
    return {
      messages: [...systemOf(system), ...turnsOf(Array.isArray(conversations) ? conversations : conversation)],
      ...(declared === undefined ? {} : { tools: declared }),
      ...rest,
    };
  },
  alpaca: (record) => {
    const { instruction, input, output, system, history, ...rest } = record;
    const asked = text(instruction, "instruction");
    const more = input === undefined || input === null || input === "" ? "" : `\n\n${text(input, "input")}`;
    const earlier = history === undefined || history === null ? [] : history;
    if (!Array.isArray(earlier)) throw new ConversionFault("history is no list of questions and answers");
    return {
      messages: [
        ...systemOf(system),
        ...earlier.flatMap((pair: unknown) => {
          if (!Array.isArray(pair) || pair.length !== 2) {
            throw new ConversionFault("history is no list of questions and answers");
          }
          return exchange(text(pair[0], "history"), text(pair[1], "history"));
        }),
        ...exchange(asked + more, text(output, "output")),
      ],
      ...rest,
    };
  },
  "prompt-completion": (record) => {
    const [promptKey, answerKey] = promptPairs.find(([prompt, answer]) => prompt in record && answer in record) ?? [
      "prompt",
      "completion",
    ];
    const { [promptKey]: prompt, [answerKey]: answer, system, ...rest } = record;
    return {
      messages: [
        ...systemOf(system),
        ...messagesOf(prompt, "user", promptKey),
        ...messagesOf(answer, "assistant", answerKey),
      ],
      ...rest,
    };
  },
  "chosen-rejected": (record) => {
    const { prompt, chosen, rejected, system, ...rest } = record;
    let better = messagesOf(chosen, "assistant", "chosen");
    let worse = messagesOf(rejected, "assistant", "rejected");
    let asked = prompt === undefined ? [] : messagesOf(prompt, "user", "prompt");
    // Both answers may repeat the conversation that led to them; what they share is the input.
    const shared = sharedStart(better, worse);
    if (shared > 0) {
      asked = better.slice(0, shared);
      better = better.slice(shared);
      worse = worse.slice(shared);
    }
    if (asked.length === 0) throw new ConversionFault("there is no prompt that both answers share");
    return {
      input: { messages: [...systemOf(system), ...asked] },
      preferred_output: better,
      non_preferred_output: worse,
      ...rest,
    };
  },
  "contents-parts": (record) => {
    const { contents, systemInstruction, ...rest } = record;
    const system = isObject(systemInstruction) ? systemInstruction["parts"] : undefined;
    return {
      messages: [
        ...(system === undefined ? [] : [{ role: "system", content: parts(system) }]),
        ...(contents as unknown[]).map((turn) => {
          if (!isObject(turn)) throw new ConversionFault("an entry of contents is no object");
          if (turn["role"] !== "user" && turn["role"] !== "model") {
            throw new ConversionFault("a role in contents is neither user nor model");
          }
          return { role: turn["role"] === "model" ? "assistant" : "user", content: parts(turn["parts"]) };
        }),
      ],
      ...rest,
    };
  },
  text: () => {
    throw new ConversionFault("plain text does not say who speaks");
  },
};

function exchange(question: string, answer: string): Message[] {
  return [
    { role: "user", content: question },
    { role: "assistant", content: answer },
  ];
}

function systemOf(system: unknown): Message[] {
  if (system === undefined || system === null || system === "") return [];
  return [{ role: "system", content: text(system, "system") }];
}

function text(value: unknown, key: string): string {
  if (typeof value === "string") return value;
  throw new ConversionFault(`${key} is no text`);
}

function parts(value: unknown): string {
  if (!Array.isArray(value)) throw new ConversionFault("a turn has no list of parts");
  return value
    .map((part: unknown) => {
      if (isObject(part) && typeof part["text"] === "string" && Object.keys(part).length === 1) return part["text"];
      throw new ConversionFault("a part is something other than text");
    })
    .join("");
}

/** Tools as ShareGPT carries them: a list of functions, or the same as JSON inside a string. */
function toolsOf(value: unknown): unknown[] | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  let list: unknown = value;
  if (typeof value === "string") {
    try {
      list = JSON.parse(value);
    } catch {
      throw new ConversionFault("tools is a text that holds no JSON");
    }
  }
  if (!Array.isArray(list)) throw new ConversionFault("tools is no list");
  if (list.length === 0) return undefined;
  return list.map((tool: unknown) =>
    isObject(tool) && "function" in tool ? tool : { type: "function", function: tool },
  );
}

function sharedStart(left: readonly Message[], right: readonly Message[]): number {
  let shared = 0;
  // The last message of each side is its answer, even where both say the same.
  while (shared < Math.min(left.length, right.length) - 1) {
    if (JSON.stringify(left[shared]) !== JSON.stringify(right[shared])) break;
    shared += 1;
  }
  return shared;
}
