import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FaultEngine } from "../faults/fault-engine.ts";
import { type Fault, faultSchema } from "../faults/fault.ts";
import { parseFaultHeader } from "../faults/parse-fault-header.ts";
import { ApiError, badRequest } from "./api-error.ts";
import { distortAnswer } from "./distort-answer.ts";

/** Lets requests go wrong as the fault plan or their header `x-fault` says. */
export function applyFaults(app: FastifyInstance, engine: FaultEngine): void {
  app.addHook("onRequest", async (request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    if (!path.startsWith("/v1/")) return;
    request.fault = faultOf(request) ?? engine.take(request.method, path);
    await before(request.fault, request, reply);
  });

  app.addHook("preSerialization", async (request, _reply, payload) => distortAnswer(request.fault, payload));

  app.addHook("onSend", async (request, reply, payload) => after(request.fault, request, reply, payload));
}

const faultKinds = faultSchema.options.map(({ shape }) => shape.kind.value);

function faultOf({ headers }: FastifyRequest): Fault | undefined {
  const header = headers["x-fault"];
  if (typeof header !== "string") return undefined;
  const fault = parseFaultHeader(header);
  if (fault === undefined) {
    throw badRequest(
      "The header 'x-fault' names no fault that the local provider knows. It takes a kind with its settings, as " +
        `'status; status=503' or 'slow; delayMs=500'; the kinds are ${faultKinds.join(", ")}.`,
      "x-fault",
    );
  }
  return fault;
}

async function before(fault: Fault | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (fault?.kind === "cut-before") {
    reply.hijack();
    request.raw.socket.destroy();
  } else if (fault?.kind === "slow") await wait(fault.delayMs);
  // Every page is the first one.
  else if (fault?.kind === "repeat-page") delete (request.query as Record<string, unknown>)["after"];
  else if (fault?.kind === "rate-limit") throw rateLimit(fault);
  else if (fault?.kind === "status") throw statusError(fault);
}

async function after(
  fault: Fault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (fault?.kind === "cut-after") request.raw.socket.destroy();
  if (fault?.kind === "status-after") {
    const { body } = statusError({ kind: "status", status: fault.status });
    return replace(reply.code(fault.status), JSON.stringify(body), "application/json; charset=utf-8");
  }
  if (fault?.kind === "garbage") return replace(reply, "<html>upstream said nothing useful</html>", "text/html");
  if (fault?.kind === "base64" && isStream(payload)) {
    const pieces: Buffer[] = [];
    for await (const piece of payload) pieces.push(Buffer.from(piece as Uint8Array));
    return replace(reply, Buffer.concat(pieces).toString("base64"), "text/plain");
  }
  if (fault?.kind === "truncate" && typeof payload === "string") {
    const bytes = Buffer.from(payload);
    reply.header("content-length", bytes.length);
    return Readable.from(halfOf(bytes, request));
  }
  return payload;
}

/** The first half of an answer; then the connection is cut. */
function* halfOf(bytes: Buffer, request: FastifyRequest): Generator<Buffer> {
  yield bytes.subarray(0, Math.ceil(bytes.length / 2));
  request.raw.socket.destroy();
}

function replace(reply: FastifyReply, text: string, type: string): string {
  reply.removeHeader("content-length").type(type);
  return text;
}

function rateLimit({ retryAfter = 1, daily = false }: Extract<Fault, { kind: "rate-limit" }>): ApiError {
  return daily
    ? new ApiError("You have reached the daily limit of fine-tuning jobs.", {
        status: 429,
        type: "requests",
        code: "daily_rate_limit_exceeded",
      })
    : new ApiError("Rate limit reached for requests.", {
        status: 429,
        type: "requests",
        code: "rate_limit_exceeded",
        headers: { "retry-after": String(retryAfter) },
      });
}

function statusError({ status, code, message, retryAfter }: Extract<Fault, { kind: "status" }>): ApiError {
  return new ApiError(message ?? `The fault plan of the local provider answers ${status} here.`, {
    status,
    type: status >= 500 ? "server_error" : "invalid_request_error",
    code: code ?? null,
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
  });
}

function isStream(payload: unknown): payload is AsyncIterable<unknown> {
  return typeof payload === "object" && payload !== null && Symbol.asyncIterator in payload;
}
