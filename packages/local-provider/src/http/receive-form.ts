import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import { ApiError, badRequest } from "./api-error.ts";

/** Options for {@link receiveForm}. */
export interface ReceiveFormOptions {
  /** Name of the part that is a file. */
  readonly field: string;
  /** Where its bytes go. */
  readonly path: string;
  readonly mostBytes: number;
}

/** What a form held. */
export interface ReceivedForm {
  readonly filename: string;
  readonly bytes: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads a multipart form; the file goes to the disk as it comes. */
export async function receiveForm(request: FastifyRequest, options: ReceiveFormOptions): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw badRequest("The request must be sent as multipart/form-data.");
  const fields: Record<string, string> = {};
  let filename: string | undefined;
  for await (const part of request.parts({ limits: { fileSize: options.mostBytes, files: 1, fields: 20 } })) {
    if (part.type === "field") {
      if (typeof part.value === "string") fields[part.fieldname] = part.value;
    } else if (part.fieldname === options.field) {
      filename = part.filename;
      await pipeline(part.file, createWriteStream(options.path));
      if (part.file.truncated) {
        throw new ApiError(`The file is too large; at most ${options.mostBytes} bytes are taken.`, {
          status: 413,
          param: options.field,
          code: "file_too_large",
        });
      }
    } else {
      part.file.resume();
    }
  }
  if (filename === undefined) {
    throw badRequest(`Missing required parameter: '${options.field}'.`, options.field, "missing_required_parameter");
  }
  return { filename, bytes: (await stat(options.path)).size, fields };
}
