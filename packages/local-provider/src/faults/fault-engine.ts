import type { Fault, FaultRule } from "./fault.ts";

/** Decides which request meets which fault. */
export class FaultEngine {
  #rules: { readonly rule: FaultRule; readonly path: RegExp; seen: number }[] = [];

  constructor(rules: readonly FaultRule[] = []) {
    this.replace(rules);
  }

  /** Sets the plan anew; every count begins at 0. */
  replace(rules: readonly FaultRule[]): void {
    this.#rules = rules.map((rule) => ({ rule, path: toPattern(rule.path ?? "**"), seen: 0 }));
  }

  /** The plan with how many requests fitted each rule so far. */
  describe(): { rule: FaultRule; seen: number }[] {
    return this.#rules.map(({ rule, seen }) => ({ rule, seen }));
  }

  /** Counts a request for every rule that it fits, and gives the fault of the first rule that is due. */
  take(method: string, path: string): Fault | undefined {
    let due: Fault | undefined;
    for (const entry of this.#rules) {
      const { rule } = entry;
      if ((rule.method?.toUpperCase() ?? method) !== method || !entry.path.test(path)) continue;
      entry.seen += 1;
      if (isDue(rule, entry.seen)) due ??= rule.fault;
    }
    return due;
  }
}

function isDue({ nth, times }: FaultRule, seen: number): boolean {
  if (nth !== undefined) return Array.isArray(nth) ? nth.includes(seen) : nth === seen;
  return times === "always" || seen <= (times ?? 1);
}

function toPattern(path: string): RegExp {
  const source = path
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === "**" ? ".*" : part === "*" ? "[^/]+" : part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`),
    )
    .join("");
  return new RegExp(`^${source}$`);
}
