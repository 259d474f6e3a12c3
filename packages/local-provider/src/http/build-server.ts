import { randomUUID } from "node:crypto";
import multipart from "@fastify/multipart";
import Fastify, { type FastifyInstance } from "fastify";
import type { Fault } from "../faults/fault.ts";
import { ApiError, badRequest } from "./api-error.ts";
import { registerChat } from "./chat-routes.ts";
import { type AccessOptions, guardAccess } from "./guard-access.ts";
import { registerControl } from "./control-routes.ts";
import { registerFiles } from "./files-routes.ts";
import { registerJobs } from "./jobs-routes.ts";
import { registerModels } from "./models-routes.ts";
import { registerPermissions } from "./permissions-routes.ts";
import type { Service } from "./service.ts";
import { applyFaults } from "./apply-faults.ts";
import { registerUploads } from "./uploads-routes.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What shall go wrong with this request. */
    fault: Fault | undefined;
    /** When the request came, in milliseconds of a clock that only goes forward. */
    startedAt: number;
  }
}

/** Options for {@link buildServer}. */
export interface BuildServerOptions extends AccessOptions {
  /** Hears of an error that became an answer of 500. */
  readonly onError: (error: unknown) => void;
}

/** JSON bodies above this many bytes are refused; files come in forms, which have their own limit. */
const mostJsonBytes = 32 * 1024 * 1024;

/** The HTTP side of the service. */
export async function buildServer(service: Service, options: BuildServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: mostJsonBytes,
    forceCloseConnections: true,
    genReqId: () => `req_${randomUUID().replaceAll("-", "")}`,
    routerOptions: { maxParamLength: 500 },
  });
  await app.register(multipart);
  // A request without a body, such as a cancel, may still name the type of the body that it does not have.
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else void parseJson(request, body, done);
  });
  app.decorateRequest("fault", undefined);
  app.decorateRequest("startedAt", 0);

  app.setErrorHandler((error, _request, reply) => {
    const answer = toApiError(error);
    if (!(error instanceof ApiError) && answer.status >= 500) options.onError(error);
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
  app.setNotFoundHandler((request) => {
    throw new ApiError(`Invalid URL (${request.method} ${request.url.split("?")[0]})`, {
      status: 404,
      code: "unknown_url",
    });
  });
  app.addHook("onRequest", async (request, reply) => {
    request.startedAt = performance.now();
    reply.headers({
      "x-request-id": request.id,
      "openai-organization": "tunewright-local",
      "openai-version": "2020-10-01",
    });
  });
  app.addHook("onSend", async (request, reply) => {
    reply.header("openai-processing-ms", Math.max(1, Math.round(performance.now() - request.startedAt)));
  });
  guardAccess(app, options);
  applyFaults(app, service.faults);

  app.get("/health", () => ({ status: "ok", service: "tunewright-local" }));
  registerControl(app, service.faults);
  await app.register(
    async (v1) => {
      registerFiles(v1, service);
      registerUploads(v1, service);
      registerJobs(v1, service);
      registerPermissions(v1, service);
      registerModels(v1, service);
      registerChat(v1, service);
    },
    { prefix: "/v1" },
  );
  return app;
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const status = statusOf(error);
  if (status === 413) return new ApiError("The request body is too large.", { status, code: "request_too_large" });
  // Fastify's own words may quote the body.
  if (status !== undefined && status >= 400 && status < 500) {
    return badRequest("We could not parse the body of your request; it must be valid JSON, or a whole multipart form.");
  }
  return new ApiError("The server had an error while processing your request.", { status: 500, type: "server_error" });
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("statusCode" in error)) return undefined;
  return typeof error.statusCode === "number" ? error.statusCode : undefined;
}
