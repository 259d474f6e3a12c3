// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Names that are remembered between batches, so that a set of any size takes bounded memory. */
export const REMEMBERED_NAMES = 100_000;

/** Numbers names from 0. It is asked with a place in a text, so that a name that is known makes no string. */
export class NameTable {
  readonly names: string[] = [];
  #hashes = new Int32Array(64);
  /** A name's number plus one; 0 is free. */
  #slots = new Uint32Array(256);

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.intern(name, 0, name.length, hashOfName(name));
  }

  /** @param hash FNV-1a over the UTF-16 units. @returns The number of a name, -1 where it is not known. */
  find(text: string, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = (this.#slots[slot] ?? 0) - 1;
      if (code === -1) return -1;
      if (this.#hashes[code] !== hash) continue;
      const name = this.names[code];
      if (name !== undefined && name.length === end - start && text.startsWith(name, start)) return code;
    }
  }

  /** @returns The number of a name, which is added where it is not known. */
  intern(text: string, start: number, end: number, hash: number): number {
    const known = this.find(text, start, end, hash);
    if (known !== -1) return known;
    const code = this.names.length;
    if (code === this.#hashes.length) this.#grow();
    // A copy: a slice would keep the whole text alive.
    this.names.push(JSON.parse(JSON.stringify(text.slice(start, end))) as string);
    this.#hashes[code] = hash;
    this.#place(code);
    return code;
  }

  #place(code: number): void {
    const mask = this.#slots.length - 1;
    let slot = (this.#hashes[code] ?? 0) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = code + 1;
  }

  #grow(): void {
    const hashes = new Int32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Uint32Array(hashes.length * 4);
    for (let code = 0; code < this.names.length; code += 1) this.#place(code);
  }
}

/** FNV-1a over the UTF-16 units of a name. */
export function hashOfName(name: string): number {
  let hash = FNV_OFFSET | 0;
  for (let at = 0; at < name.length; at += 1) hash = imul(hash ^ name.charCodeAt(at), FNV_PRIME);
  return hash;
}
