/** Blocks of this size serve a chunk of a file with what is left of the one before it. */
const BLOCK_BYTES = 1_310_720;
/** Blocks that are kept; more than a run has under way at once would never be asked for. */
const MOST_BLOCKS = 24;

/**
 * Memory that is used again.
 *
 * Memory that a process has never touched costs a page fault for every 4 KiB, and on a virtual machine that can take longer
 * than all that is done with the bytes; a run that gives its blocks back touches a few mebibytes for files of any size.
 */
export class BufferPool {
  readonly #isShared: boolean;
  readonly #blocks: ArrayBufferLike[] = [];
  /** How many more than one use a block. */
  readonly #users = new Map<ArrayBufferLike, number>();

  /** @param options `shared`: threads may look at the same memory; then it is not moved between them. */
  constructor(options: { readonly shared?: boolean } = {}) {
    this.#isShared = options.shared ?? false;
  }

  /** @returns Bytes of any content, at least `size` of them; the whole of their memory belongs to the caller. */
  take(size: number): Buffer {
    const length = Math.max(size, BLOCK_BYTES);
    const free = length === BLOCK_BYTES ? this.#blocks.pop() : undefined;
    return Buffer.from(free ?? (this.#isShared ? new SharedArrayBuffer(length) : new ArrayBuffer(length)));
  }

  /** Whether threads may look at the same memory. */
  get isShared(): boolean {
    return this.#isShared;
  }

  /** Says that one more uses the memory: it is free when each of them has given it back. */
  share({ buffer }: { readonly buffer: ArrayBufferLike }): void {
    this.#users.set(buffer, (this.#users.get(buffer) ?? 0) + 1);
  }

  /** Gives memory back. What is no block of a pool is left to the garbage collector. */
  give({ buffer }: { readonly buffer: ArrayBufferLike }): void {
    const others = this.#users.get(buffer) ?? 0;
    if (others > 1) this.#users.set(buffer, others - 1);
    else if (others === 1) this.#users.delete(buffer);
    if (others > 0) return;
    if (buffer.byteLength !== BLOCK_BYTES || buffer instanceof SharedArrayBuffer !== this.#isShared) return;
    if (this.#blocks.length < MOST_BLOCKS) this.#blocks.push(buffer);
  }
}
