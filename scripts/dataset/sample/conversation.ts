import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Category,
  categories,
  type Draft,
  defaultSystemPrompt,
  fence,
  type Message,
  type Tool,
} from "./record.ts";

/** What a conversation may refer to. */
export interface ConversationContext {
  /** Code of the plugins by name, for `{{plugin NAME}}`. */
  readonly plugins: ReadonlyMap<string, string>;
  /** Tools by name, for `@call NAME`. */
  readonly tools: ReadonlyMap<string, Tool>;
}

const directive = /^@(record|system|developer|user|assistant|call|tool)\b ?(.*)$/;

/**
 * Parses conversations: `@record CATEGORY ID` starts one, then `@user`, `@assistant`, `@call NAME JSON` and `@tool`
 * start a message each. `weight=0`, `name=X` and `parts` may follow a role; `@system none` leaves out the system prompt.
 *
 * @throws {SyntaxError} If a record names a category, plugin or tool that does not exist.
 */
export function parseConversations(source: string, context: ConversationContext): Draft[] {
  const drafts: Draft[] = [];
  let builder: ConversationBuilder | undefined;
  for (const line of source.replaceAll("\r\n", "\n").split("\n")) {
    const match = directive.exec(line);
    if (match === null) {
      builder?.addLine(line);
    } else if (match[1] === "record") {
      if (builder !== undefined) {
        drafts.push(builder.build());
      }
      builder = new ConversationBuilder(match[2] ?? "", context);
    } else {
      builder?.startMessage(match[1] as Message["role"] | "call", match[2] ?? "");
    }
  }
  return builder === undefined ? drafts : [...drafts, builder.build()];
}

/** Reads the conversations of every `.txt` file in a folder; not `.md`, because a formatter would rewrap their messages. */
export function readConversations(folder: string, context: ConversationContext): Draft[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .flatMap((file) => parseConversations(readFileSync(join(folder, file), "utf8"), context));
}

class ConversationBuilder {
  readonly #category: Category;
  readonly #id: string;
  readonly #context: ConversationContext;
  readonly #turns: { kind: Message["role"] | "call"; argument: string; lines: string[] }[] = [];

  constructor(argument: string, context: ConversationContext) {
    const [category = "", id = ""] = argument.split(" ");
    const known = categories.find((name) => name === category);
    if (known === undefined) {
      throw new SyntaxError(`Conversation ${id} names a category that does not exist: ${category}`);
    }
    this.#category = known;
    this.#id = id;
    this.#context = context;
  }

  startMessage(kind: Message["role"] | "call", argument: string): void {
    this.#turns.push({ kind, argument, lines: [] });
  }

  addLine(line: string): void {
    this.#turns.at(-1)?.lines.push(line);
  }

  build(): Draft {
    const messages: Message[] = [];
    const called = new Set<string>();
    for (const { kind, argument, lines } of this.#turns) {
      const text = this.#expand(lines.join("\n").trim());
      if (kind === "call") {
        const [name = "", ...rest] = argument.split(" ");
        called.add(name);
        const given = rest.length > 0 ? rest.join(" ") : JSON.stringify({ source: text });
        const id = `call_${this.#id.replaceAll("-", "_")}_${messages.length}`;
        messages.push({
          role: "assistant",
          tool_calls: [{ id, type: "function", function: { name, arguments: given } }],
        });
      } else if (kind === "tool") {
        const id = messages.at(-1)?.tool_calls?.[0]?.id ?? "";
        messages.push({ role: "tool", tool_call_id: id, content: text });
      } else if (argument !== "none") {
        messages.push(plainMessage(kind, argument, text));
      }
    }
    const hasSystem = this.#turns[0]?.kind === "system" || this.#turns[0]?.kind === "developer";
    const all: Message[] = hasSystem ? messages : [{ role: "system", content: defaultSystemPrompt }, ...messages];
    const tools = called.size > 0 ? [...this.#context.tools.values()] : [];
    const example = tools.length > 0 ? { messages: all, tools } : { messages: all };
    return { id: `talk/${this.#id}`, category: this.#category, example };
  }

  #expand(text: string): string {
    return text.replace(/\{\{(plugin|source) ([\w-]+)\}\}/g, (_, form: string, name: string) => {
      const code = this.#context.plugins.get(name);
      if (code === undefined) {
        throw new SyntaxError(`Conversation ${this.#id} refers to a plugin that does not exist: ${name}`);
      }
      return form === "plugin" ? fence(code) : code;
    });
  }
}

function plainMessage(role: Message["role"], argument: string, text: string): Message {
  const flags = argument.split(" ").filter((flag) => flag !== "");
  const name = flags.find((flag) => flag.startsWith("name="))?.slice("name=".length);
  const weight = flags.includes("weight=0") ? 0 : flags.includes("weight=1") ? 1 : undefined;
  const paragraphs = flags.includes("parts") ? text.split("\n\n---\n\n") : [];
  return {
    role,
    content: paragraphs.length > 0 ? paragraphs.map((part) => ({ type: "text", text: part })) : text,
    ...(name === undefined ? {} : { name }),
    ...(weight === undefined ? {} : { weight }),
  };
}
