import type { RuleGuard } from "@tunewright/schema";
import { CostLedger, guessUsage, type TokenUsage } from "./cost-ledger.ts";
import { guardCompletion, type GuardedCompletion } from "./guard/guard-completion.ts";
import type { GuardMode } from "./guard/guard-mode.ts";
import type { GuardFinding } from "./guard/guard-report.ts";
import { ApiError } from "./http/api-error.ts";
import { ServerMetrics } from "./server-metrics.ts";
import type { CopilotServerOptions } from "./server-options.ts";
import { buildSystemPrompt, type SystemPromptMode, withSystemPrompt } from "./system-prompt.ts";
import { readJson } from "./upstream/read-json.ts";
import { Upstream } from "./upstream/upstream.ts";
import { type Completion, completionSchema, saysSomething, saysWhyEmpty } from "./wire/completion.ts";

/** A message as it goes to the model. */
export type OutgoingMessage = { readonly role: string } & Readonly<Record<string, unknown>>;

/** A request as it goes to the model. */
export type OutgoingRequest = { readonly messages: readonly OutgoingMessage[] } & Readonly<Record<string, unknown>>;

/** What every route shares: the model, the guard, the ledger and the metrics. */
export class Copilot {
  readonly model: string;
  readonly guard: RuleGuard;
  readonly guardMode: GuardMode;
  readonly upstream: Upstream;
  readonly metrics = new ServerMetrics();
  readonly ledger: CostLedger;
  readonly now: () => number;
  /** Whether prompts and answers may be logged. */
  readonly logsTexts: boolean;
  readonly #names: ReadonlySet<string>;
  readonly #systemPrompt: string;
  readonly #systemMode: SystemPromptMode;
  readonly #retryCritical: boolean;

  constructor(options: CopilotServerOptions) {
    this.model = options.model;
    this.#names = new Set([options.model, ...(options.aliases ?? [])]);
    this.guard = options.guard;
    this.guardMode = options.guardMode ?? "repair";
    this.upstream = new Upstream(options.upstream);
    this.ledger = new CostLedger({ price: options.price, dailyLimit: options.dailyCostLimit, now: options.now });
    this.now = options.now ?? Date.now;
    this.logsTexts = options.logTexts ?? false;
    this.#systemMode = options.systemPrompt ?? "auto";
    this.#retryCritical = options.retryCritical ?? false;
    this.#systemPrompt = buildSystemPrompt({
      role: options.role ?? "You are an expert programmer. Use only APIs that exist.",
      instructions: options.guard.instructions,
    });
  }

  /** Names under which the model can be asked for, its own first. */
  get modelNames(): string[] {
    return [...this.#names];
  }

  /** @throws {ApiError} 404 in OpenAI's words when the name is none of this server's. */
  checkModel(name: string): void {
    if (this.#names.has(name)) return;
    throw new ApiError(404, "The model does not exist or you do not have access to it.", {
      param: "model",
      code: "model_not_found",
    });
  }

  /** The request with the system prompt, for the model behind this server. */
  outgoing(request: OutgoingRequest): OutgoingRequest {
    const messages = withSystemPrompt(request.messages, this.#systemPrompt, this.#systemMode);
    return { ...request, model: this.model, messages };
  }

  /**
   * Asks for a whole answer and guards it; asks once more where that is wanted and a critical finding is left.
   *
   * @throws {ApiError} As the upstream fails; 502 for an answer that says nothing.
   */
  async complete(request: OutgoingRequest, signal: AbortSignal): Promise<GuardedCompletion> {
    this.ledger.admit();
    const first = await this.#ask(this.outgoing(request), signal);
    const left = criticalOf(first.findings);
    if (!this.#retryCritical || left.length === 0) return this.#count(first);
    const advice = left.map(({ message, name }) => `- ${message ?? name}`).join("\n");
    const again = [
      ...request.messages,
      { role: "assistant", content: first.completion.choices[0]?.message.content ?? "" },
      { role: "user", content: `Write it again without these security faults:\n${advice}` },
    ];
    const second = await this.#ask(this.outgoing({ ...request, messages: again }), signal);
    return this.#count(criticalOf(second.findings).length < left.length ? second : first);
  }

  /** Counts tokens and cost of an answer; returns its cost in USD, or `null`. */
  charge(usage: TokenUsage | null | undefined): number | null {
    this.metrics.tokens.inc({ kind: "prompt" }, usage?.prompt_tokens ?? 0);
    this.metrics.tokens.inc({ kind: "completion" }, usage?.completion_tokens ?? 0);
    const cost = this.ledger.add(usage);
    if (cost !== null) this.metrics.cost.inc(cost);
    return cost;
  }

  /** Counts what the guard did. */
  countFindings(findings: readonly GuardFinding[]): void {
    for (const { rule, action } of findings) this.metrics.findings.inc({ rule, action });
  }

  async #ask(request: OutgoingRequest, signal: AbortSignal): Promise<GuardedCompletion & { cost: number | null }> {
    const answer = await this.upstream.chat(request, signal);
    let completion: Completion;
    try {
      completion = completionSchema.parse(await readJson(answer));
    } catch (cause) {
      if (signal.aborted || cause instanceof ApiError) throw cause;
      throw new ApiError(502, "The model's answer is not readable.", { code: "upstream_failed", cause });
    }
    // A limit on the cost would hold nobody back where the service counts nothing.
    const guess = guessUsage(request.messages, JSON.stringify(completion.choices).length / 4);
    const cost = this.charge(completion.usage ?? guess);
    if (!completion.choices.some((choice) => saysSomething(choice) || saysWhyEmpty(choice))) {
      throw new ApiError(502, "The model gave an empty answer.", { code: "empty_answer" });
    }
    return { ...guardCompletion(completion, this.guard, this.guardMode), cost };
  }

  #count(guarded: GuardedCompletion): GuardedCompletion {
    this.countFindings(guarded.findings);
    return guarded;
  }
}

function criticalOf(findings: readonly GuardFinding[]): GuardFinding[] {
  return findings.filter(({ severity, action }) => severity === "critical" && action === "reported");
}
