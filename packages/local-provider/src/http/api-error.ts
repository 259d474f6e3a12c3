import type { WireError } from "../wire/wire-error.ts";

/** What an {@link ApiError} carries beside its message. */
export interface ApiErrorOptions {
  /** HTTP status. */
  readonly status: number;
  readonly code?: string | null;
  /** @default "invalid_request_error" */
  readonly type?: string;
  /** The field of the request that is at fault. */
  readonly param?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that says no, in the provider's envelope. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WireError;

  constructor(message: string, options: ApiErrorOptions) {
    super(message);
    this.status = options.status;
    this.headers = options.headers ?? {};
    const { type = "invalid_request_error", param = null, code = null } = options;
    this.body = { error: { message, type, param, code } };
  }
}

/** A request with something wrong in it. */
export function badRequest(message: string, param: string | null = null, code: string | null = null): ApiError {
  return new ApiError(message, { status: 400, param, code });
}

/** Something that is not there. */
export function notFound(kind: string, id: string, param: string): ApiError {
  return new ApiError(`No such ${kind} object: ${id}`, { status: 404, param, code: "not_found" });
}
