import type { Copilot } from "../copilot.ts";
import type { RouteApp } from "./route-app.ts";

/** `GET /`, `/health`, `/ready` and `/metrics`: for people, for supervisors, for Prometheus. Only the metrics ask for the key. */
export function registerStatus(app: RouteApp, copilot: Copilot, version: string): void {
  app.get("/", { schema: { summary: "Name and version", tags: ["Status"] } }, async () => ({
    name: "tunewright copilot server",
    version,
    model: copilot.model,
    guard: copilot.guardMode,
    docs: "/docs",
  }));
  app.get("/health", { schema: { summary: "Alive", tags: ["Status"] } }, async () => ({ status: "ok" }));
  app.get(
    "/ready",
    { schema: { summary: "The model's service answers", tags: ["Status"] } },
    async (_request, reply) => {
      if (await copilot.upstream.isReachable()) return { status: "ready" };
      return await reply.status(503).send({ status: "upstream unreachable" });
    },
  );
  app.get("/metrics", { schema: { summary: "Prometheus metrics", tags: ["Status"] } }, async (_request, reply) => {
    reply.type(copilot.metrics.registry.contentType);
    return await copilot.metrics.registry.metrics();
  });
}
