import { randomUUID } from "node:crypto";
import cors from "@fastify/cors";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import fastify, { type FastifyBaseLogger, type FastifyRequest, LogController } from "fastify";
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { pino } from "pino";
import { Copilot } from "./copilot.ts";
import { ApiError } from "./http/api-error.ts";
import { hasTwoHosts, refuseBrokenPath, refuseBrokenRequest } from "./http/broken-request.ts";
import { KeyRing, keyFingerprint } from "./http/key-ring.ts";
import { toApiError } from "./http/to-api-error.ts";
import { registerUnknownEndpoint } from "./http/unknown-endpoint.ts";
import { registerChatCompletions } from "./routes/chat-completions.ts";
import { registerComplete } from "./routes/complete.ts";
import { registerDocs } from "./routes/docs.ts";
import { registerModels } from "./routes/models.ts";
import type { RouteApp } from "./routes/route-app.ts";
import { registerStatus } from "./routes/status.ts";
import type { CopilotServerOptions } from "./server-options.ts";

const localHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
const localOrigin = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
/** Routes that ask for no key: they tell nothing that is worth one. */
const openRoutes: ReadonlySet<string> = new Set(["/", "/health", "/ready", "/docs", "/openapi.json"]);

/**
 * Builds the server without listening, as for `app.inject` or an app of one's own.
 *
 * @param options The model, the guard and the limits.
 */
export async function createCopilotApp(options: CopilotServerOptions): Promise<RouteApp> {
  const { bodyLimitBytes = 2_097_152, requestsPerMinute = 600, version = "0", logStream, logTexts = false } = options;
  const copilot = new Copilot(options);
  const keys = new KeyRing(options.apiKeys ?? []);
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    loggerInstance: makeLogger(logStream),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    forceCloseConnections: "idle",
    // A client that sends its request a byte at a time holds a socket no longer than this.
    requestTimeout: 60_000,
    return503OnClosing: true,
    requestIdHeader: false,
    genReqId: (request) => sane(request.headers["x-request-id"]) ?? randomUUID(),
    routerOptions: { maxParamLength: 256 },
    clientErrorHandler: refuseBrokenRequest,
    frameworkErrors: refuseBrokenPath,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(async (error, request, reply) => {
    const failure = toApiError(error);
    if (failure.status === 500)
      request.log.error({ name: error instanceof Error ? error.name : "unknown" }, "fault of this server");
    if (failure.retryAfter !== undefined) reply.header("retry-after", failure.retryAfter);
    // Closed while the client still sends, the connection would be reset, and the client see that instead of the answer. Kept
    // open, it is read to the end and thrown away, for no longer than a request may take.
    if (failure.status === 413) reply.removeHeader("connection");
    return await reply.status(failure.status).send(failure.body);
  });
  // A page may send plain text anywhere without asking; nothing here is made of it.
  app.removeContentTypeParser("text/plain");
  registerUnknownEndpoint(app);

  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
    if (hasTwoHosts(request.raw.rawHeaders)) {
      throw new ApiError(400, "The request names two hosts.", { code: "invalid_http" });
    }
    if (!keys.isLocked && !localHost.test(request.headers.host ?? "")) {
      // A page whose name resolves to this machine is of one origin with it, so CORS would let it in.
      throw new ApiError(403, "Without an API key this server answers only to local names.", {
        code: "host_not_local",
      });
    }
    if (request.method === "OPTIONS" || openRoutes.has(request.url.split("?")[0] ?? "")) return;
    if (keys.opens(request.headers.authorization)) return;
    throw new ApiError(401, "The API key is missing or wrong.", { code: "invalid_api_key" });
  });
  app.addHook("onResponse", async (request, reply) => {
    // A socket that was busy when the server began to close would otherwise be kept for the next request.
    if (isClosing) setImmediate(() => app.server.closeIdleConnections());
    const route = request.routeOptions.url ?? "unknown";
    copilot.metrics.requests.inc({ route, status: String(reply.statusCode) });
    copilot.metrics.seconds.observe({ route }, reply.elapsedTime / 1000);
    request.log.info(
      logLine(request, route, { status: reply.statusCode, milliseconds: reply.elapsedTime, texts: logTexts }),
      "request",
    );
  });

  await app.register(cors, {
    origin: [localOrigin, ...(options.corsOrigins ?? [])],
    exposedHeaders: ["x-request-id", "x-tunewright-findings"],
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    allowList: (request) => openRoutes.has(request.url.split("?")[0] ?? "") || request.url === "/metrics",
    // Where no key is asked for, a client could make itself a new one each time.
    keyGenerator: (request) =>
      (keys.isLocked ? keyFingerprint(request.headers.authorization) : undefined) ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) =>
      new ApiError(429, "Too many requests for this key; try again later.", {
        type: "rate_limit_error",
        code: "rate_limit_exceeded",
        retryAfter: String(Math.max(1, Math.ceil(ttl / 1000))),
      }),
  });
  await app.register(swagger, {
    openapi: { info: { title: "tunewright copilot server", version } },
    transform: jsonSchemaTransform,
  });
  await app.register(async (routes) => {
    const routeApp = routes.withTypeProvider<ZodTypeProvider>();
    registerStatus(routeApp, copilot, version);
    registerModels(routeApp, copilot);
    registerChatCompletions(routeApp, copilot);
    registerComplete(routeApp, copilot);
    registerDocs(routeApp);
  });
  return app;
}

/** JSON lines without the process's own name and host. */
function makeLogger(stream: CopilotServerOptions["logStream"]): FastifyBaseLogger {
  return stream === undefined ? pino({ enabled: false }) : pino({ base: null }, stream);
}

/** What a request leaves in the log; texts only where they were asked for, keys never. */
function logLine(
  request: FastifyRequest,
  route: string,
  { status, milliseconds, texts }: { status: number; milliseconds: number; texts: boolean },
): Record<string, unknown> {
  const line = { method: request.method, route, status, milliseconds: Math.round(milliseconds) };
  return texts ? { ...line, body: request.body } : line;
}

function sane(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" && /^[\w-]{1,128}$/.test(header) ? header : undefined;
}
