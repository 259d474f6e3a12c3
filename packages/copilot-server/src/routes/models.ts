import * as z from "zod";
import type { Copilot } from "../copilot.ts";
import { ApiError } from "../http/api-error.ts";
import type { RouteApp } from "./route-app.ts";

/** `GET /v1/models` and `/v1/models/:id`: the model of this server under each of its names. */
export function registerModels(app: RouteApp, copilot: Copilot): void {
  const created = Math.floor(copilot.now() / 1000);
  const describe = (id: string) => ({ id, object: "model", created, owned_by: "tunewright" });

  app.get("/v1/models", { schema: { summary: "Models of this server", tags: ["OpenAI"] } }, async () => ({
    object: "list",
    data: copilot.modelNames.map(describe),
  }));

  app.get(
    "/v1/models/:id",
    { schema: { summary: "One model", tags: ["OpenAI"], params: z.object({ id: z.string() }) } },
    async (request) => {
      const name = copilot.modelNames.find((known) => known === request.params.id);
      if (name !== undefined) return describe(name);
      throw new ApiError(404, "The model does not exist or you do not have access to it.", {
        param: "model",
        code: "model_not_found",
      });
    },
  );
}
