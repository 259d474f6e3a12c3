import { openAsBlob } from "node:fs";
import * as z from "zod";
import { systemClock } from "../../clock.ts";
import { describeDataset } from "../../launch/describe-dataset.ts";
import { ProviderFailure } from "../../provider-failure.ts";
import type { CallOptions, LocalFile, RemoteFile } from "../../training-provider.ts";
import type { HttpClient } from "../http-client.ts";
import { uploadName } from "../upload-name.ts";
import { orUndefined } from "../or-undefined.ts";

const datasetSchema = z.looseObject({
  name: z.string().min(1),
  state: z.string().catch("STATE_UNSPECIFIED"),
  status: z
    .looseObject({ code: z.string().catch(""), message: z.string().catch("") })
    .nullish()
    .catch(null),
});

/** Options for {@link FireworksDatasets}. */
export interface FireworksDatasetsOptions {
  readonly call: HttpClient;
  /** As `accounts/<id>`. */
  readonly account: string;
  /** Wait between looks whether a dataset that was sent has been read. */
  readonly pollMs: number;
  /** Longest wait until one is read. */
  readonly readTimeoutMs: number;
}

/** Datasets of Fireworks, each named by the hash of its file, so that the service itself knows one that it has. */
export class FireworksDatasets {
  readonly #options: FireworksDatasetsOptions;

  constructor(options: FireworksDatasetsOptions) {
    this.#options = options;
  }

  /** The dataset of a file, if the service has it. */
  async find(file: LocalFile, options?: CallOptions): Promise<RemoteFile | undefined> {
    return this.get(this.#nameOf(file), options);
  }

  /** The dataset of this name; one without its file yet is as good as none, and the upload goes on from there. */
  async get(name: string, options?: CallOptions): Promise<RemoteFile | undefined> {
    const found = await this.#look(name, options);
    return found === "unread" ? undefined : found;
  }

  /** Sends a file, and waits until the service has read it: it makes no job of one that it has not. */
  async upload(file: LocalFile, { signal }: CallOptions = {}): Promise<RemoteFile> {
    const { call, account } = this.#options;
    const { examples } = await describeDataset(file.path, signal);
    const name = this.#nameOf(file);
    const dataset = {
      displayName: uploadName(file),
      exampleCount: String(examples),
      userUploaded: {},
      format: "CHAT",
    };
    try {
      await call("POST", `/${account}/datasets`, { json: { dataset, datasetId: idOf(file) }, signal });
    } catch (error) {
      // An earlier try has made it; its file may still be missing.
      if (!(error instanceof ProviderFailure) || error.status !== 409) throw error;
    }
    const form = new FormData();
    form.set("file", await openAsBlob(file.path), uploadName(file));
    try {
      await call("POST", `/${name}:upload`, { form, signal });
    } catch (error) {
      // The file of an earlier try may be there already, whose answer was lost.
      const refused = error instanceof ProviderFailure && (error.kind === "refused" || error.status === 409);
      if (!refused || (await this.get(name, { signal })) === undefined) throw error;
    }
    const until = performance.now() + this.#options.readTimeoutMs;
    for (;;) {
      const found = await this.#look(name, { signal });
      if (found !== undefined && found !== "unread") return { ...found, bytes: file.bytes };
      if (performance.now() > until) {
        throw new ProviderFailure("the dataset was sent, and it has not been read yet", {
          kind: "busy",
          provider: "fireworks",
        });
      }
      await systemClock.sleep(this.#options.pollMs, signal);
    }
  }

  async #look(name: string, { signal }: CallOptions = {}): Promise<RemoteFile | "unread" | undefined> {
    const answer = await orUndefined(this.#options.call("GET", `/${name}`, { signal }));
    if (answer === undefined) return undefined;
    const dataset = datasetSchema.safeParse(answer.body).data;
    if (dataset === undefined) {
      throw new ProviderFailure("the answer does not have the documented shape", {
        kind: "uncertain",
        provider: "fireworks",
      });
    }
    const { state, status } = dataset;
    if (state === "READY") return { id: dataset.name, bytes: 0 };
    const isFaulty = status && status.code !== "" && status.code !== "OK" && status.message !== "";
    return isFaulty ? { id: dataset.name, bytes: 0, fault: status.message } : "unread";
  }

  #nameOf(file: LocalFile): string {
    return `${this.#options.account}/datasets/${idOf(file)}`;
  }
}

function idOf(file: LocalFile): string {
  return `tw-${file.sha256.slice(0, 40)}`;
}
