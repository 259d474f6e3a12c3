import type { Socket } from "node:net";
import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "./api-error.ts";

/** Answers what is no HTTP request, as nothing else sees it, and closes the connection. */
export function refuseBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const { status, body } = brokenRequest(error.code);
  const text = JSON.stringify(body);
  if (socket.writable) {
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\n`;
    socket.write(`${head}content-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`);
  }
  socket.destroy(error);
}

function brokenRequest(code: string | undefined): ApiError {
  switch (code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new ApiError(408, "The request took too long to arrive.", { code: "request_timeout" });
    case "HPE_HEADER_OVERFLOW":
      return new ApiError(431, "The headers are larger than this server takes.", { code: "headers_too_large" });
    default:
      return new ApiError(400, "This is no readable HTTP request.", { code: "invalid_http" });
  }
}

/** Answers a path that no route can be looked up for, without its words. */
export function refuseBrokenPath({ code }: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } =
    code === "FST_ERR_MAX_PARAM_LENGTH"
      ? new ApiError(414, "The path is longer than this server takes.", { code: "path_too_long" })
      : new ApiError(400, "The path is not readable.", { code: "invalid_url" });
  void reply.status(status).header("x-request-id", request.id).send(body);
}

/** Whether a request names its host twice, which two programs can read in two ways (RFC 9112, 3.2). */
export function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
  return hosts.length > 1;
}
