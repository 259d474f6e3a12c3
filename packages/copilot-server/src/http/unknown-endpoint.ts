import type { FastifyInstance } from "fastify";
import { ApiError } from "./api-error.ts";

/** Answers 404 for a path that is none, and 405 with `Allow` for one that is asked by another method. */
export function registerUnknownEndpoint(app: Pick<FastifyInstance, "addHook" | "setNotFoundHandler">): void {
  const routes: { readonly path: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    const path = new RegExp(`^${url.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/:\w+/g, "[^/]+")}$`);
    routes.push({ path, methods: [method].flat() });
  });
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    const allowed = new Set(routes.filter((route) => route.path.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size === 0) {
      return await reply
        .status(404)
        .send(new ApiError(404, "There is no such endpoint.", { code: "unknown_url" }).body);
    }
    const methods = [...allowed].toSorted().join(", ");
    const refusal = new ApiError(405, `Only ${methods} is answered here.`, { code: "method_not_supported" });
    return await reply.status(405).header("allow", methods).send(refusal.body);
  });
}
