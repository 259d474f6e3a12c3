import type { GuardStream, RuleGuard } from "@tunewright/schema";
import { type ChunkChoice, type CompletionChunk, saysWhyEmpty } from "../wire/completion.ts";
import type { GuardMode } from "./guard-mode.ts";
import { type GuardFinding, listFindings } from "./guard-report.ts";

/**
 * Guards a completion that arrives in pieces, each choice by a stream of its own.
 *
 * The text that goes out is the same as without streaming. What a choice still holds back goes out in a chunk of its own before
 * the one that carries its `finish_reason`; that one also carries `tunewright.findings`. A client that does not know the field
 * passes it by.
 */
export class CompletionStreamGuard {
  readonly #guard: RuleGuard;
  readonly #mode: GuardMode;
  readonly #streams = new Map<number, GuardStream>();
  readonly #open = new Set<number>();
  readonly #ended = new Set<number>();
  readonly #findings: GuardFinding[] = [];
  #template: Readonly<Record<string, unknown>> = {};
  #saidSomething = false;

  constructor(guard: RuleGuard, mode: GuardMode) {
    this.#guard = guard;
    this.#mode = mode;
  }

  /** Findings of the choices that have ended. */
  get findings(): readonly GuardFinding[] {
    return this.#findings;
  }

  /** Whether any choice has said anything, or why it says nothing. */
  get saidSomething(): boolean {
    return this.#saidSomething;
  }

  /** Whether every choice that began has its `finish_reason`. */
  get isComplete(): boolean {
    return this.#ended.size > 0 && this.#open.size === 0;
  }

  /** Takes a chunk, which from now on is the guard's, and returns those that can go out. */
  push(chunk: CompletionChunk): CompletionChunk[] {
    if (chunk.choices.length === 0) return [chunk];
    const out: CompletionChunk[] = [];
    const choices: ChunkChoice[] = [];
    this.#template = chunk;
    for (const choice of chunk.choices) {
      const ends = choice.finish_reason !== null && choice.finish_reason !== undefined;
      this.#note(choice, ends);
      if (this.#mode === "repair") {
        const before = choice.delta.content ?? "";
        const free = this.#pass(choice.index, before);
        if (ends) {
          const text = free + this.#end(choice.index);
          if (text !== "") out.push(this.#textChunk(choice.index, text));
          if (before !== "") choice.delta.content = "";
        } else if (before !== "") {
          choice.delta.content = free;
          // Nothing but text that is held back: there is nothing to send.
          if (free === "" && Object.keys(choice.delta).length === 1 && (choice["logprobs"] ?? null) === null) continue;
        }
      } else if (this.#mode === "mark") {
        this.#pass(choice.index, choice.delta.content ?? "");
        if (ends) this.#end(choice.index);
      }
      choices.push(choice);
    }
    if (choices.length > 0 || (chunk.usage ?? null) !== null) out.push(this.#finished(chunk, choices));
    return out;
  }

  /** Ends the stream: what choices without a `finish_reason` still held back. */
  end(): CompletionChunk[] {
    return [...this.#streams.keys()].flatMap((index) => {
      const rest = this.#end(index);
      return rest === "" ? [] : [this.#textChunk(index, rest)];
    });
  }

  #note(choice: ChunkChoice, ends: boolean): void {
    const { index, delta } = choice;
    if (ends) {
      this.#open.delete(index);
      this.#ended.add(index);
    } else if (!this.#ended.has(index)) {
      // Some services name a choice that has ended once more, beside the usage.
      this.#open.add(index);
    }
    this.#saidSomething ||=
      saysWhyEmpty(choice) ||
      Object.entries(delta).some(([field, value]) =>
        field === "content" ? (delta.content ?? "").trim() !== "" : field !== "role" && (value ?? "") !== "",
      );
  }

  #pass(index: number, content: string): string {
    if (content === "") return "";
    let stream = this.#streams.get(index);
    if (stream === undefined) {
      stream = this.#guard.stream();
      this.#streams.set(index, stream);
    }
    return stream.push(content);
  }

  #end(index: number): string {
    const stream = this.#streams.get(index);
    if (stream === undefined) return "";
    this.#streams.delete(index);
    const guarded = stream.end();
    this.#findings.push(...listFindings(guarded, this.#mode, index));
    return this.#mode === "repair" ? guarded.text : "";
  }

  #textChunk(index: number, content: string): CompletionChunk {
    const { usage: _usage, ...fields } = this.#template;
    return { ...fields, choices: [{ index, delta: { content }, finish_reason: null }] };
  }

  #finished(chunk: CompletionChunk, choices: ChunkChoice[]): CompletionChunk {
    chunk.choices = choices;
    const ends = choices.some(({ finish_reason: reason }) => reason !== null && reason !== undefined);
    if (ends && this.#mode !== "off") chunk["tunewright"] = { guard: this.#mode, findings: this.#findings };
    return chunk;
  }
}
