/** Body of an error in OpenAI's shape. */
export interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

/** What an {@link ApiError} says beside its message. */
export interface ApiErrorOptions {
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | null;
  /** Seconds, as the answer's `Retry-After`. */
  readonly retryAfter?: string | undefined;
  readonly cause?: unknown;
}

/** A request that ends in an error, in the words and shapes of OpenAI's API. The message never holds the request's text. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly body: ErrorBody;
  readonly retryAfter: string | undefined;

  constructor(status: number, message: string, options: ApiErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.retryAfter = options.retryAfter;
    const type = options.type ?? (status < 500 ? "invalid_request_error" : "server_error");
    this.body = { error: { message, type, param: options.param ?? null, code: options.code ?? null } };
  }
}
