import { createReadStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { toSeconds } from "../clock.ts";
import { randomLetters } from "../state/new-id.ts";
import type { WireFile } from "../wire/wire-file.ts";
import { notFound } from "./api-error.ts";
import { checkUpload } from "./check-upload.ts";
import { paginate } from "./paginate.ts";
import { parseRequest } from "./parse-request.ts";
import { filePurposeSchema } from "./purpose.ts";
import { receiveForm } from "./receive-form.ts";
import type { Service } from "./service.ts";

type Params = { Params: { id: string } };

/** Size of a file that comes in one piece; bigger ones come as uploads. */
const mostBytes = 512 * 1024 * 1024;

const formSchema = z.looseObject({
  purpose: filePurposeSchema,
  "expires_after[seconds]": z.coerce.number().int().min(3600).max(2_592_000).optional(),
});
const listSchema = z.looseObject({ purpose: z.string().optional(), order: z.enum(["asc", "desc"]).default("desc") });

/** `/files`: create, list, retrieve, delete, content. */
export function registerFiles(app: FastifyInstance, { state, clock }: Service): void {
  const find = (id: string): WireFile => {
    const file = state.files.get(id);
    if (file === undefined) throw notFound("File", id, "id");
    return file;
  };

  app.post("/files", async (request) => {
    const id = `file-${randomLetters()}`;
    const path = state.incomingPath(id);
    try {
      const form = await receiveForm(request, { field: "file", path, mostBytes });
      const { purpose, "expires_after[seconds]": lifetime } = parseRequest(formSchema, form.fields);
      const created = toSeconds(clock.now());
      const checked = await checkUpload(path, { filename: form.filename, purpose });
      await rename(path, state.contentPath(id));
      const file: WireFile = {
        id,
        object: "file",
        bytes: form.bytes,
        created_at: created,
        filename: form.filename,
        // The SDK's types take `evals` and never give it.
        purpose: purpose === "evals" ? "user_data" : purpose,
        ...checked,
        ...(lifetime === undefined ? {} : { expires_at: created + lifetime }),
      };
      await state.files.put(file);
      return file;
    } finally {
      await rm(path, { force: true });
    }
  });

  app.get("/files", (request) => {
    const { purpose, order } = parseRequest(listSchema, request.query);
    const files = state.files.list().filter((file) => purpose === undefined || file.purpose === purpose);
    return paginate(order === "asc" ? files : files.toReversed(), request.query, { standard: 10_000, most: 10_000 });
  });

  app.get<Params>("/files/:id", (request) => find(request.params.id));

  app.delete<Params>("/files/:id", async (request) => {
    const { id } = find(request.params.id);
    await state.files.delete(id);
    await rm(state.contentPath(id), { force: true });
    return { id, object: "file", deleted: true };
  });

  app.get<Params>("/files/:id/content", async (request, reply) => {
    const { id, filename } = find(request.params.id);
    const path = state.contentPath(id);
    const { size } = await stat(path);
    return reply
      .type(filename.endsWith(".csv") ? "text/csv" : "application/octet-stream")
      .header("content-length", size)
      .send(createReadStream(path));
  });
}
