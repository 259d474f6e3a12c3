import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type FaultPlan, takeFault } from "./faults.ts";

/** A request, read whole. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** An answer: a status with JSON, or with text. */
export interface FakeAnswer {
  /** The HTTP status. @default 200 */
  readonly status?: number;
  /** The body as a value, sent where there is no `text`. */
  readonly json?: unknown;
  /** The body as it is sent, before `json`. */
  readonly text?: string;
  /** Headers beside those that follow from the body. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service on loopback that can be told to fail. */
export interface FakeService extends AsyncDisposable {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Requests that go wrong; taken from the front as they fit. */
  readonly faults: FaultPlan;
  /** `POST /v1/files` and so on, in the order in which they came. */
  readonly requests: readonly FakeRequest[];
  /** Told of a request that has taken effect and is not answered yet; the answer waits for what it returns. */
  onEffect: ((request: FakeRequest) => void | Promise<void>) | undefined;
  /** Stops listening, and waits until it has. */
  close(): Promise<void>;
}

/** Starts a service that answers with `handle`; each request first meets the fault plan. */
export async function startFakeService(
  handle: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeService> {
  const faults: FaultPlan = [];
  const requests: FakeRequest[] = [];
  const server = createServer((incoming, response) => {
    void answer(incoming, response).catch(() => incoming.socket.destroy());
  });
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const url = new URL(incoming.url ?? "/", "http://fake");
    const request: FakeRequest = {
      method: incoming.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(pieces),
    };
    requests.push(request);
    const fault = takeFault(faults, request.method, request.path);
    if (fault?.kind === "cut-before") {
      incoming.socket.destroy();
      return;
    }
    if (fault?.kind === "status") {
      const { status, retryAfter, code = "fault", message = "told to fail" } = fault;
      const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
      send(response, { status, headers, json: { error: { message, code, type: "fault", param: null } } });
      return;
    }
    const result = await handle(request);
    await service.onEffect?.(request);
    if (fault?.kind === "cut-after") incoming.socket.destroy();
    else if (fault?.kind === "garbage") send(response, { text: "<html>bad gateway</html>" });
    else if (fault?.kind === "hollow") send(response, { json: {} });
    else if (fault?.kind === "status-after")
      send(response, { status: fault.status, json: { error: { message: "lost" } } });
    else send(response, result);
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const service: FakeService = {
    url: `http://127.0.0.1:${port}`,
    faults,
    requests,
    onEffect: undefined,
    close,
    [Symbol.asyncDispose]: close,
  };
  return service;
}

/** Reads the parts of a multipart body: name, file name and bytes. */
export async function readForm(request: FakeRequest): Promise<FormData> {
  const type = request.headers["content-type"] ?? "";
  return await new Response(new Uint8Array(request.body), { headers: { "content-type": type } }).formData();
}

let requestNumber = 0;

function send(response: ServerResponse, answer: FakeAnswer): void {
  requestNumber += 1;
  const { status = 200, json, text, headers = {} } = answer;
  response.writeHead(status, {
    "content-type": text === undefined ? "application/json" : "text/plain",
    "x-request-id": `req_${requestNumber}`,
    ...headers,
  });
  response.end(text ?? JSON.stringify(json));
}
