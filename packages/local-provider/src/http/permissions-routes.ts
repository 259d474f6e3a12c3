import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { toSeconds } from "../clock.ts";
import { randomLetters } from "../state/new-id.ts";
import { notFound } from "./api-error.ts";
import { modelNotFound } from "./models-routes.ts";
import { paginate } from "./paginate.ts";
import { parseRequest } from "./parse-request.ts";
import type { Service } from "./service.ts";

type Params = { Params: { checkpoint: string; id: string } };

const createSchema = z.looseObject({ project_ids: z.array(z.string().min(1)).min(1).max(100) });
const listSchema = z.looseObject({
  project_id: z.string().optional(),
  order: z.enum(["ascending", "descending"]).default("descending"),
});

/** `/fine_tuning/checkpoints/{model}/permissions`: which projects may use a checkpoint. */
export function registerPermissions(app: FastifyInstance, { state, clock }: Service): void {
  const path = "/fine_tuning/checkpoints/:checkpoint/permissions";
  const assertKnown = (checkpoint: string): void => {
    if (state.models.get(checkpoint) === undefined) throw modelNotFound(checkpoint);
  };

  app.post<Params>(path, async (request) => {
    const { checkpoint } = request.params;
    assertKnown(checkpoint);
    const { project_ids } = parseRequest(createSchema, request.body);
    const granted = [];
    for (const project of new Set(project_ids)) {
      const known = state.permissions
        .list()
        .find(({ wire, checkpoint: other }) => other === checkpoint && wire.project_id === project);
      const wire = known?.wire ?? {
        id: `cp_${randomLetters()}`,
        object: "checkpoint.permission" as const,
        created_at: toSeconds(clock.now()),
        project_id: project,
      };
      if (known === undefined) await state.permissions.put({ id: wire.id, checkpoint, wire });
      granted.push(wire);
    }
    return paginate(granted, {}, { standard: 100, most: 100 });
  });

  app.get<Params>(path, (request) => {
    const { checkpoint } = request.params;
    assertKnown(checkpoint);
    const { project_id, order } = parseRequest(listSchema, request.query);
    const granted = state.permissions
      .list()
      .filter((permission) => permission.checkpoint === checkpoint)
      .map(({ wire }) => wire)
      .filter((wire) => project_id === undefined || wire.project_id === project_id);
    return paginate(order === "ascending" ? granted : granted.toReversed(), request.query, { standard: 10, most: 100 });
  });

  app.delete<Params>(`${path}/:id`, async (request) => {
    const { checkpoint, id } = request.params;
    if (state.permissions.get(id)?.checkpoint !== checkpoint)
      throw notFound("checkpoint.permission", id, "permission_id");
    await state.permissions.delete(id);
    return { id, object: "checkpoint.permission", deleted: true };
  });
}
