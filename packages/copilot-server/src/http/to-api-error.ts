import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { ApiError } from "./api-error.ts";

/** Turns whatever was thrown into an error that a client understands and that tells nothing of the inside. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0];
    const path = (first?.instancePath ?? "")
      .split("/")
      .filter((part) => part !== "")
      .join(".");
    const what = path === "" ? "the body" : `'${path}'`;
    return new ApiError(400, `Invalid value for ${what}: ${first?.message ?? "it has the wrong shape"}.`, {
      param: path === "" ? null : path,
      code: "invalid_value",
    });
  }
  const code = codeOf(error);
  if (
    code === "FST_ERR_CTP_INVALID_JSON_BODY" ||
    code === "FST_ERR_CTP_EMPTY_JSON_BODY" ||
    error instanceof SyntaxError
  ) {
    return new ApiError(400, "The body could not be read as JSON.", { code: "invalid_json" });
  }
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new ApiError(413, "The body is larger than this server takes.", { code: "request_too_large" });
  }
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") {
    return new ApiError(415, "The body must be application/json.", { code: "unsupported_media_type" });
  }
  return new ApiError(500, "The server had an error while it worked on the request.", { cause: error });
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
