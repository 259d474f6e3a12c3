/** Sets of numbered things that are joined step by step; nearly constant time a join. */
export class UnionFind {
  readonly #parents: Uint32Array;

  constructor(size: number) {
    this.#parents = new Uint32Array(size);
    for (let index = 0; index < size; index += 1) this.#parents[index] = index;
  }

  /** The smallest member of the set that holds `item`. */
  find(item: number): number {
    let root = item;
    while (this.#parents[root] !== root) root = this.#parents[root] ?? root;
    for (let at = item; at !== root; ) {
      const next = this.#parents[at] ?? root;
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }

  /** Lets every item point at the smallest member of its set. @returns These, without a copy: nothing can be joined any more. */
  flatten(): Uint32Array {
    // A parent is smaller than its child, so it points at its root before the child is looked at.
    for (let item = 0; item < this.#parents.length; item += 1) {
      this.#parents[item] = this.#parents[this.#parents[item] ?? item] ?? item;
    }
    return this.#parents;
  }

  join(left: number, right: number): void {
    const a = this.find(left);
    const b = this.find(right);
    // The smallest index stays the root, so that the result does not depend on the order of the joins.
    if (a < b) this.#parents[b] = a;
    else if (b < a) this.#parents[a] = b;
  }
}
