import type { FastifyInstance } from "fastify";
import { baseModels, resolveBaseModel } from "../models/base-models.ts";
import { organization } from "../models/model-name.ts";
import type { WireModel } from "../wire/wire-model.ts";
import { ApiError } from "./api-error.ts";
import type { Service } from "./service.ts";

type Params = { Params: { id: string } };

/** Time at which the base models came into being, for a field that must hold one: 2026-01-01. */
const baseModelsCreated = 1_767_225_600;

/** `/models`: list, retrieve, delete. */
export function registerModels(app: FastifyInstance, { state }: Service): void {
  app.get("/models", () => ({
    object: "list",
    data: [...baseModels.map(baseModel), ...state.models.list().map(({ wire }) => wire)],
  }));

  app.get<Params>("/models/:id", (request) => {
    const { id } = request.params;
    const base = resolveBaseModel(id);
    const model = state.models.get(id)?.wire ?? (base === undefined ? undefined : baseModel(base));
    if (model === undefined) throw modelNotFound(id);
    return model;
  });

  app.delete<Params>("/models/:id", async (request) => {
    const { id } = request.params;
    if (state.models.get(id) === undefined) {
      throw resolveBaseModel(id) === undefined
        ? modelNotFound(id)
        : new ApiError("You have insufficient permissions to delete a base model.", { status: 403 });
    }
    await state.models.delete(id);
    return { id, object: "model", deleted: true };
  });
}

/** The answer where a model is not there. */
export function modelNotFound(id: string): ApiError {
  return new ApiError(`The model '${id}' does not exist or you do not have access to it.`, {
    status: 404,
    param: "model",
    code: "model_not_found",
  });
}

function baseModel(id: string): WireModel {
  return { id, object: "model", created: baseModelsCreated, owned_by: organization, shutdown_date: null };
}
