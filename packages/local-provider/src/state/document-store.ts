import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import * as z from "zod";

/** What a {@link DocumentStore} keeps: anything with an id. */
export interface StoredDocument {
  readonly id: string;
}

const entrySchema = z.object({ version: z.literal(1), sequence: z.int(), value: z.unknown() });

/**
 * A folder of small JSON documents, one file each, read once and then held in memory.
 *
 * A write is on the disk when its promise resolves, whole or not at all; writes of one document keep their order.
 */
export class DocumentStore<Value extends StoredDocument> {
  readonly #folder: string;
  readonly #entries = new Map<string, { readonly sequence: number; value: Value }>();
  readonly #writes = new Map<string, Promise<void>>();
  #sequence = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Opens a folder and reads what it holds.
   *
   * @throws {PipelineError} `INPUT_UNREADABLE` where a document is not what this version wrote.
   */
  static async open<Value extends StoredDocument>(
    folder: string,
    schema: z.ZodType<Value>,
  ): Promise<DocumentStore<Value>> {
    const store = new DocumentStore<Value>(folder);
    await mkdir(folder, { recursive: true });
    const names = (await readdir(folder)).filter((name) => name.endsWith(".json") && !name.startsWith("."));
    const entries = await Promise.all(names.map((name) => readDocument(join(folder, name), schema)));
    for (const { sequence, value } of entries.sort((left, right) => left.sequence - right.sequence)) {
      store.#entries.set(value.id, { sequence, value });
      store.#sequence = Math.max(store.#sequence, sequence);
    }
    return store;
  }

  get(id: string): Value | undefined {
    return this.#entries.get(id)?.value;
  }

  /** Every document, oldest first. */
  list(): Value[] {
    return [...this.#entries.values()].map(({ value }) => value);
  }

  /** Adds or replaces a document; it can be read at once, and is on the disk when the promise resolves. */
  async put(value: Value): Promise<void> {
    const known = this.#entries.get(value.id);
    if (known === undefined) this.#sequence += 1;
    const sequence = known?.sequence ?? this.#sequence;
    this.#entries.set(value.id, { sequence, value });
    const text = `${JSON.stringify({ version: 1, sequence, value })}\n`;
    await this.#inOrder(value.id, () => writeFileAtomic(this.#pathOf(value.id), text));
  }

  /** Removes a document. */
  async delete(id: string): Promise<void> {
    this.#entries.delete(id);
    await this.#inOrder(id, () => rm(this.#pathOf(id), { force: true }));
  }

  /** Waits until everything is on the disk. */
  async flush(): Promise<void> {
    await Promise.allSettled(this.#writes.values());
  }

  async #inOrder(id: string, write: () => Promise<void>): Promise<void> {
    const before = this.#writes.get(id) ?? Promise.resolve();
    const next = before.catch(() => {}).then(write);
    this.#writes.set(id, next);
    try {
      await next;
    } finally {
      if (this.#writes.get(id) === next) this.#writes.delete(id);
    }
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${encodeURIComponent(id)}.json`);
  }
}

async function readDocument<Value>(
  path: string,
  schema: z.ZodType<Value>,
): Promise<{ sequence: number; value: Value }> {
  try {
    const { sequence, value } = entrySchema.parse(JSON.parse(await readFile(path, "utf8")));
    return { sequence, value: schema.parse(value) };
  } catch (error) {
    throw new PipelineError("INPUT_UNREADABLE", `Cannot read ${path}: it is no document of the local provider.`, {
      cause: error,
      details: { path },
      hint: "Use an empty state folder, or delete this file.",
    });
  }
}
