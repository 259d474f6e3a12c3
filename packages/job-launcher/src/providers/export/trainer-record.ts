import * as z from "zod";

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });
const contentSchema = z.union([z.string(), z.array(partSchema)]).nullish();
const callSchema = z.looseObject({ function: z.looseObject({ name: z.string(), arguments: z.string() }) });
const messageSchema = z.looseObject({
  role: z.string(),
  content: contentSchema,
  weight: z.number().optional(),
  tool_calls: z.array(callSchema).optional(),
  name: z.string().optional(),
  tool_call_id: z.string().optional(),
});
type Message = z.infer<typeof messageSchema>;
const chatSchema = z.looseObject({ messages: z.array(messageSchema), tools: z.array(z.unknown()).optional() });
const preferenceSchema = z.looseObject({
  input: z.looseObject({ messages: z.array(messageSchema), tools: z.array(z.unknown()).optional() }),
  preferred_output: z.array(messageSchema).min(1),
  non_preferred_output: z.array(messageSchema).min(1),
});

/** A record as open trainers read it. */
export type TrainerRecord = Readonly<Record<string, unknown>>;

/**
 * A record for trainers that use the model's own chat template (axolotl, Unsloth).
 *
 * `developer` becomes `system`, content parts become text, and `weight` becomes `train` on the message.
 *
 * @returns `undefined` for a record of another format.
 */
export function toTemplateRecord(value: unknown): TrainerRecord | undefined {
  const preference = preferenceSchema.safeParse(value);
  if (preference.success) {
    const { input, preferred_output: chosen, non_preferred_output: rejected } = preference.data;
    return {
      messages: input.messages.map(toTemplateMessage),
      chosen: lastOf(chosen),
      rejected: lastOf(rejected),
      ...(input.tools === undefined ? {} : { tools: input.tools }),
    };
  }
  const chat = chatSchema.safeParse(value);
  if (!chat.success) return undefined;
  const { messages, tools } = chat.data;
  return { messages: messages.map(toTemplateMessage), ...(tools === undefined ? {} : { tools }) };
}

/**
 * A record for LLaMA-Factory's `sharegpt` format: user and assistant in turn, tool calls as role `function` and answers as
 * `observation`, tools as JSON in a string.
 *
 * @returns `undefined` for a record that its turns cannot hold.
 */
export function toTurnRecord(value: unknown): TrainerRecord | undefined {
  const preference = preferenceSchema.safeParse(value);
  if (preference.success) {
    const { input, preferred_output: chosen, non_preferred_output: rejected } = preference.data;
    const messages = toTurns(input.messages);
    if (messages === undefined || messages.at(-1)?.role === "assistant") return undefined;
    return { messages, chosen: lastOf(chosen), rejected: lastOf(rejected), tools: toolsText(input.tools) };
  }
  const chat = chatSchema.safeParse(value);
  if (!chat.success) return undefined;
  const messages = toTurns(chat.data.messages);
  const last = messages?.at(-1)?.role;
  if (messages === undefined || (last !== "assistant" && last !== "function")) return undefined;
  return { messages, tools: toolsText(chat.data.tools) };
}

function toTemplateMessage(message: Message): Record<string, unknown> {
  const { role, weight, tool_calls: calls } = message;
  return {
    role: roleOf(role),
    content: textOf(message),
    ...(calls === undefined
      ? {}
      : {
          tool_calls: calls.map((call) => ({
            ...call,
            function: { name: call.function.name, arguments: parsedArguments(call.function.arguments) },
          })),
        }),
    ...(message.tool_call_id === undefined ? {} : { tool_call_id: message.tool_call_id }),
    ...(message.name === undefined ? {} : { name: message.name }),
    ...(weight === undefined ? {} : { train: weight !== 0 }),
  };
}

interface Turn {
  readonly role: string;
  content: string;
}

function toTurns(messages: readonly Message[]): Turn[] | undefined {
  const turns: Turn[] = [];
  for (const message of messages) {
    const calls = message.tool_calls ?? [];
    const role = calls.length > 0 ? "function" : roleOf(message.role) === "tool" ? "observation" : roleOf(message.role);
    const content = calls.length > 0 ? callsText(calls) : textOf(message);
    const last = turns.at(-1);
    if (role === "system" && turns.length > 0 && last?.role !== "system") return undefined;
    // The format knows no two turns of one side after the other.
    if (last !== undefined && last.role === role && role !== "function") last.content += `\n\n${content}`;
    else turns.push({ role, content });
  }
  const spoken = turns.filter(({ role }) => role !== "system");
  const alternate = spoken.every(({ role }, index) =>
    index % 2 === 0 ? role === "user" || role === "observation" : role === "assistant" || role === "function",
  );
  return alternate && spoken.length > 0 ? turns : undefined;
}

function callsText(calls: readonly z.infer<typeof callSchema>[]): string {
  const plain = calls.map(({ function: called }) => ({
    name: called.name,
    arguments: parsedArguments(called.arguments),
  }));
  return JSON.stringify(plain.length === 1 ? plain[0] : plain);
}

function toolsText(tools: readonly unknown[] | undefined): string {
  if (tools === undefined || tools.length === 0) return "";
  const plain = tools.map((tool) =>
    typeof tool === "object" && tool !== null && "function" in tool ? tool.function : tool,
  );
  return JSON.stringify(plain);
}

function lastOf(messages: readonly Message[]): Turn {
  const message = messages.at(-1);
  return { role: "assistant", content: message === undefined ? "" : textOf(message) };
}

function roleOf(role: string): string {
  if (role === "developer") return "system";
  return role === "function" ? "tool" : role;
}

function textOf({ content }: Message): string {
  if (content === null || content === undefined) return "";
  return typeof content === "string" ? content : content.map(({ text }) => text ?? "").join("");
}

function parsedArguments(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
