import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import budgets from "./budgets.json" with { type: "json" };

/** What one install brings. */
export interface InstallMeasure {
  readonly names: ReadonlySet<string>;
  readonly bytes: number;
}

/** How much an install may bring; see `budgets.json`. */
interface Budget {
  /** Number of packages, the package itself included. */
  readonly packages: number;
  /** Size of all files under `node_modules`, in millions of bytes. */
  readonly megabytes: number;
  /** The only other packages that may come. */
  readonly only?: readonly string[];
  /** Packages that must not come. */
  readonly never?: readonly string[];
}

/** Counts the packages under a `node_modules`, and the bytes of their files. */
export function measureInstall(modules: string): InstallMeasure {
  const names = new Set<string>();
  let bytes = 0;
  for (const path of readdirSync(modules, { recursive: true, encoding: "utf8" })) {
    const full = join(modules, path);
    const found = statSync(full, { throwIfNoEntry: false });
    if (found?.isFile() !== true) continue;
    bytes += found.size;
    const own = /(?:^|.*node_modules\/)((?:@[^/]+\/)?[^/.][^/]*)\/package\.json$/.exec(path.replaceAll("\\", "/"));
    if (own?.[1] !== undefined) names.add(own[1]);
  }
  return { names, bytes };
}

/**
 * Holds an install to the budget of its package.
 *
 * @returns One line for each way in which it is over.
 */
export function compareWithBudget(name: string, { names, bytes }: InstallMeasure): readonly string[] {
  const budget = (budgets as Readonly<Record<string, Budget>>)[name];
  if (budget === undefined) return ["has no line in scripts/packages/budgets.json"];
  const faults: string[] = [];
  if (names.size > budget.packages) faults.push(`brings ${names.size} packages, more than ${budget.packages}`);
  const megabytes = bytes / 1e6;
  if (megabytes > budget.megabytes) faults.push(`brings ${megabytes.toFixed(1)} MB, more than ${budget.megabytes}`);
  const others = [...names].filter((other) => other !== name);
  if (budget.only !== undefined)
    for (const other of others) if (!budget.only.includes(other)) faults.push(`brings ${other}`);
  for (const other of others) if (budget.never?.includes(other) === true) faults.push(`brings ${other}`);
  return faults;
}

/** The names that the budget file speaks of. */
export const budgetedNames: readonly string[] = Object.keys(budgets);
