/** What a pass over a sequence measured. */
export interface SequenceScore {
  /** Sum of the negative natural logarithms of the targets' probabilities, in nats. */
  loss: number;
  /** Targets that were the most frequent continuation of the longest known context. */
  correct: number;
  /** Number of targets. */
  targets: number;
}

/** A sequence of tokens of which those from `start` on are to be predicted. */
export interface Segment {
  readonly tokens: Int32Array;
  readonly start: number;
}

/**
 * An interpolated n-gram language model with Witten-Bell smoothing.
 *
 * P(w | h) = (c(h, w) + T(h) · P(w | h′)) / (c(h) + T(h)), where h′ is h without its oldest token, T(h) the number of
 * different continuations seen, and P at the bottom is uniform over the vocabulary (Chen and Goodman, "An empirical study
 * of smoothing techniques", 1998, section 2.6). Counts grow by a rate instead of one, so a rate works as a learning rate does:
 * T(h) stays while c(h) grows with each epoch, the model trusts long contexts more, and in the end too much.
 *
 * The counts live in a trie: a node is an n-gram, and a running context of each length is one lookup away from the next.
 */
export class NgramModel {
  readonly order: number;
  readonly #uniform: number;
  // Per node: count as a target, counts and kinds of its continuations, its most frequent continuation.
  #count = new Float64Array(initialNodes);
  #total = new Float64Array(initialNodes);
  #kinds = new Int32Array(initialNodes);
  #best = new Int32Array(initialNodes).fill(-1);
  #token = new Int32Array(initialNodes);
  #nodes = 1;
  // Open addressing from (parent node, token) to a node; 0 is free, as the root is nobody's child.
  #slotParent = new Int32Array(initialNodes * 4);
  #slotNode = new Int32Array(initialNodes * 4);
  readonly #contexts: Int32Array;
  readonly #children: Int32Array;

  /**
   * @param order Longest n-gram, the predicted token included; at least 1.
   * @param vocabularySize Number of tokens that there are.
   */
  constructor(order: number, vocabularySize: number) {
    this.order = order;
    this.#uniform = 1 / vocabularySize;
    this.#contexts = new Int32Array(order);
    this.#children = new Int32Array(order);
  }

  /** Number of different n-grams held, of all lengths. */
  get size(): number {
    return this.#nodes - 1;
  }

  /** Adds the loss of a segment to a score, and learns nothing. */
  score(segment: Segment, into: SequenceScore): void {
    this.#walk(segment, into, 0);
  }

  /** Learns a segment. @param rate What each count grows by. */
  learn(segment: Segment, rate: number): void {
    this.#walk(segment, undefined, rate);
  }

  #walk({ tokens, start }: Segment, score: SequenceScore | undefined, rate: number): void {
    const contexts = this.#contexts;
    const children = this.#children;
    const longest = this.order - 1;
    contexts.fill(-1);
    contexts[0] = 0;
    for (let index = Math.max(0, start - longest); index < tokens.length; index += 1) {
      const token = tokens[index] ?? 0;
      const target = index >= start;
      // A context may go through tokens that are no targets, so learning makes their nodes too, with a count of 0.
      for (let length = 0; length <= longest; length += 1) {
        const context = contexts[length] ?? -1;
        if (context < 0) children[length] = -1;
        else children[length] = rate > 0 ? this.#childOrNew(context, token) : this.#child(context, token);
      }
      if (target && score !== undefined) this.#measure(token, score);
      if (target && rate > 0) this.#count1(rate);
      for (let length = longest; length > 0; length -= 1) contexts[length] = children[length - 1] ?? -1;
    }
  }

  #measure(token: number, score: SequenceScore): void {
    let probability = this.#uniform;
    let guess = -1;
    for (let length = 0; length < this.order; length += 1) {
      const context = this.#contexts[length] ?? -1;
      const total = context < 0 ? 0 : (this.#total[context] ?? 0);
      if (total === 0) continue;
      const kinds = this.#kinds[context] ?? 0;
      const child = this.#children[length] ?? -1;
      const count = child < 0 ? 0 : (this.#count[child] ?? 0);
      probability = (count + kinds * probability) / (total + kinds);
      guess = this.#best[context] ?? -1;
    }
    score.loss -= Math.log(probability);
    score.targets += 1;
    if (guess >= 0 && this.#token[guess] === token) score.correct += 1;
  }

  #count1(rate: number): void {
    for (let length = 0; length < this.order; length += 1) {
      const context = this.#contexts[length] ?? -1;
      const child = this.#children[length] ?? -1;
      if (context < 0 || child < 0) continue;
      const before = this.#count[child] ?? 0;
      if (before === 0) this.#kinds[context] = (this.#kinds[context] ?? 0) + 1;
      const count = before + rate;
      this.#count[child] = count;
      this.#total[context] = (this.#total[context] ?? 0) + rate;
      const best = this.#best[context] ?? -1;
      if (best < 0 || count > (this.#count[best] ?? 0)) this.#best[context] = child;
    }
  }

  #child(parent: number, token: number): number {
    const mask = this.#slotParent.length - 1;
    for (let slot = hash(parent, token) & mask; ; slot = (slot + 1) & mask) {
      const node = this.#slotNode[slot] ?? 0;
      if (node === 0) return -1;
      if (this.#slotParent[slot] === parent && this.#token[node] === token) return node;
    }
  }

  #childOrNew(parent: number, token: number): number {
    const found = this.#child(parent, token);
    if (found >= 0) return found;
    if (this.#nodes === this.#token.length) this.#grow();
    const node = this.#nodes;
    this.#nodes += 1;
    this.#token[node] = token;
    this.#insert(parent, node);
    return node;
  }

  #insert(parent: number, node: number): void {
    const mask = this.#slotParent.length - 1;
    let slot = hash(parent, this.#token[node] ?? 0) & mask;
    while (this.#slotNode[slot] !== 0) slot = (slot + 1) & mask;
    this.#slotParent[slot] = parent;
    this.#slotNode[slot] = node;
  }

  #grow(): void {
    const nodes = this.#token.length * 2;
    this.#count = copyInto(new Float64Array(nodes), this.#count);
    this.#total = copyInto(new Float64Array(nodes), this.#total);
    this.#kinds = copyInto(new Int32Array(nodes), this.#kinds);
    this.#best = copyInto(new Int32Array(nodes).fill(-1), this.#best);
    this.#token = copyInto(new Int32Array(nodes), this.#token);
    const parents = this.#slotParent;
    const children = this.#slotNode;
    this.#slotParent = new Int32Array(nodes * 4);
    this.#slotNode = new Int32Array(nodes * 4);
    for (const [slot, node] of children.entries()) if (node !== 0) this.#insert(parents[slot] ?? 0, node);
  }
}

const initialNodes = 1 << 12;

function hash(parent: number, token: number): number {
  let mixed = Math.imul(parent, 0x9e3779b1) ^ Math.imul(token + 0x7f4a7c15, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

function copyInto<Values extends Float64Array | Int32Array>(target: Values, source: Values): Values {
  target.set(source);
  return target;
}
