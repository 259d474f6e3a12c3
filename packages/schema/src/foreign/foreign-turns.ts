import { chatRoles } from "../examples/chat-example.ts";
import { isObject } from "../is-object.ts";

/** A message in the making; `checkExample` judges the finished record. */
export type Message = Readonly<Record<string, unknown>>;

/** Why a record cannot be converted, as a clause without its text. */
export class ConversionFault extends Error {
  override readonly name = "ConversionFault";
}

/** Who speaks in a ShareGPT turn. */
const speakers: Readonly<Record<string, string>> = {
  human: "user",
  user: "user",
  gpt: "assistant",
  assistant: "assistant",
  chatgpt: "assistant",
  bard: "assistant",
  bing: "assistant",
  model: "assistant",
  system: "system",
  function_call: "call",
  observation: "tool",
  tool: "tool",
};

/**
 * The messages of ShareGPT turns. A `function_call` and the `observation` behind it become a tool call and its answer, with
 * an id that is counted, since the format has none.
 *
 * @throws {ConversionFault} For a speaker that is not known, or a turn that is no text.
 */
export function turnsOf(turns: unknown): Message[] {
  if (!Array.isArray(turns)) throw new ConversionFault("the turns are no list");
  let calls = 0;
  const open: string[] = [];
  return turns.map((turn: unknown, index) => {
    if (!isObject(turn)) throw new ConversionFault(`turn ${index + 1} is no object`);
    if ("role" in turn && "content" in turn) return turn;
    const { from, value, ...rest } = turn;
    const speaker = typeof from === "string" && Object.hasOwn(speakers, from) ? speakers[from] : undefined;
    if (speaker === undefined) throw new ConversionFault(`turn ${index + 1} does not say who speaks`);
    if (typeof value !== "string") throw new ConversionFault(`turn ${index + 1} is no text`);
    if (speaker === "call") {
      const made = callsOf(value, index).map(({ name, input }) => {
        calls += 1;
        open.push(`call_${calls}`);
        return { id: `call_${calls}`, type: "function", function: { name, arguments: input } };
      });
      return { role: "assistant", tool_calls: made };
    }
    if (speaker !== "tool") return { role: speaker, content: value, ...rest };
    const id = open.shift();
    if (id === undefined) throw new ConversionFault(`turn ${index + 1} answers no function call`);
    return { role: "tool", tool_call_id: id, content: value };
  });
}

/** A call, or a list of calls, as JSON inside the turn's text. */
function callsOf(value: string, index: number): { name: string; input: string }[] {
  const fault = new ConversionFault(`turn ${index + 1} is no function call with a name and arguments`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw fault;
  }
  return (Array.isArray(parsed) ? parsed : [parsed]).map((call: unknown) => {
    if (!isObject(call) || typeof call["name"] !== "string") throw fault;
    const input = call["arguments"] ?? {};
    return { name: call["name"], input: typeof input === "string" ? input : JSON.stringify(input) };
  });
}

/**
 * The messages of a field that is one text, or a list of messages.
 *
 * @param role Who says a plain text.
 * @param key Name of the field, for the reason.
 * @throws {ConversionFault} For anything else.
 */
export function messagesOf(value: unknown, role: "user" | "assistant", key: string): Message[] {
  if (typeof value === "string") return [{ role, content: value }];
  if (Array.isArray(value) && value.length > 0 && value.every(isMessage)) return value;
  throw new ConversionFault(`${key} is neither a text nor a list of messages`);
}

function isMessage(value: unknown): value is Message {
  return isObject(value) && (chatRoles as readonly unknown[]).includes(value["role"]);
}
