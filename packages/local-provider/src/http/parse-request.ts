import { formatPath } from "@tunewright/schema";
import type { z } from "zod";
import { badRequest } from "./api-error.ts";

/** Reads a body or a query by its schema. @throws {ApiError} 400 that names the first field at fault, never its value. */
export function parseRequest<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = issue === undefined ? "" : formatPath(issue.path);
  const missing =
    issue?.code === "invalid_type" && issue.input === undefined && /received undefined/.test(issue.message);
  throw missing
    ? badRequest(`Missing required parameter: '${param}'.`, param, "missing_required_parameter")
    : badRequest(
        `Invalid value for '${param}': ${issue?.message ?? "it has the wrong shape"}.`,
        param,
        "invalid_value",
      );
}
