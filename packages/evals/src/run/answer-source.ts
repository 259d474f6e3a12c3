/** One message of a request. */
export interface PromptMessage {
  readonly role: "system" | "user";
  readonly content: string;
}

/** What a source is asked: one trial of one case. */
export interface AnswerRequest {
  readonly caseId: string;
  /** 0-based. */
  readonly trial: number;
  readonly messages: readonly PromptMessage[];
  readonly signal: AbortSignal;
}

/** What a source answered. */
export interface Answer {
  readonly text: string;
  /** `stop`, `length` and so on, as the service says it; `null` where it says nothing. */
  readonly finishReason: string | null;
  /** Tokens of the prompt, as the service counts them; `null` where it does not say. */
  readonly promptTokens: number | null;
  /** Tokens of the answer, as the service counts them; `null` where it does not say. */
  readonly completionTokens: number | null;
  /** Time that it took, where the source knows better than the runner. */
  readonly latencyMs?: number;
}

/** Where answers come from: a chat endpoint, a file of recorded answers, a program. */
export interface AnswerSource {
  readonly kind: "chat" | "answers" | "command";
  /** Name of the model, for the results. */
  readonly model: string;
  /** Everything beside the messages that an answer depends on; part of the key of the trial log. */
  readonly identity: readonly (string | number | null)[];
  /** Greatest number of tokens of an answer, to keep a cost limit; `null` where it is not known. */
  readonly maxTokens: number | null;
  /**
   * Gets one answer.
   *
   * @throws {AnswerFault} When another try may help, or when it cannot.
   */
  answer(request: AnswerRequest): Promise<Answer>;
}

/** What may be done about an {@link AnswerFault}. */
export type AnswerFaultKind = "rate-limited" | "unavailable" | "refused";

/** A source did not answer. */
export class AnswerFault extends Error {
  override readonly name = "AnswerFault";
  readonly kind: AnswerFaultKind;
  /** How long the service asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: AnswerFaultKind,
    message: string,
    options: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}
