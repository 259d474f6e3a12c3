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
  readonly #blocks: ArrayBuffer[] = [];

  /** @returns Bytes of any content, at least `size` of them; the whole of their memory belongs to the caller. */
  take(size: number): Buffer<ArrayBuffer> {
    if (size > BLOCK_BYTES) return Buffer.allocUnsafeSlow(size);
    return Buffer.from(this.#blocks.pop() ?? new ArrayBuffer(BLOCK_BYTES));
  }

  /** Gives memory back that nobody looks at any more. Memory that is no block of a pool is left to the garbage collector. */
  give({ buffer }: { readonly buffer: ArrayBufferLike }): void {
    if (buffer.byteLength !== BLOCK_BYTES || !(buffer instanceof ArrayBuffer)) return;
    if (this.#blocks.length < MOST_BLOCKS) this.#blocks.push(buffer);
  }
}
