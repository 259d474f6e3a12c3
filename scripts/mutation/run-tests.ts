import type { Block, Test, TestFile } from "./load-tests.ts";

/** Far beyond what any test takes, as in jest.config.ts. */
const MOST_MS = 180_000;

/** Options for {@link runTests}. */
export interface RunOptions {
  /** Which tests; all when left out. */
  readonly only?: ReadonlySet<Test>;
  /** Stop at the first failure. */
  readonly bail?: boolean;
  /** A step of a test or a hook that takes longer fails. */
  readonly mostMs?: number;
  /** Called before every test and every hook. */
  before?(): void;
  /** Called after the hooks of a block, with all its tests that run, and after each test with its own hooks. */
  after?(tests: readonly Test[]): void;
}

/** A test that failed, and how. */
export interface Failure {
  readonly test: Test;
  readonly error: unknown;
  /** Whether it may still be running. */
  readonly isOpen: boolean;
}

/**
 * Runs tests of one file in their order, with their hooks.
 *
 * @returns What failed: at most one with `bail`. A failed hook of a block fails all its tests.
 */
export async function runTests({ root, tests }: TestFile, options: RunOptions = {}): Promise<readonly Failure[]> {
  const { only = new Set(tests), bail = false, mostMs = MOST_MS } = options;
  const failures: Failure[] = [];
  const isOver = (): boolean => bail && failures.length > 0;

  const block = async (of: Block): Promise<void> => {
    const mine = tests.filter(
      (test) => only.has(test) && test.mode !== "skip" && test.mode !== "todo" && isIn(test, of),
    );
    if (mine.length === 0) return;
    if (await attempt(mine, hooks(of, "beforeAll"))) {
      for (const child of of.children) {
        if (isOver()) break;
        if (child.type === "describeBlock") await block(child);
        else if (mine.includes(child))
          await attempt([child], [...around(child, "beforeEach"), child.fn as Step], around(child, "afterEach"));
      }
    }
    await attempt(mine, hooks(of, "afterAll"));
  };

  /** Runs steps up to the first that fails, and the last ones whatever happens; true when none failed. */
  const attempt = async (
    ofTests: readonly Test[],
    steps: readonly Step[],
    last: readonly Step[] = [],
  ): Promise<boolean> => {
    options.before?.();
    let failed: Omit<Failure, "test"> | undefined;
    for (const step of steps) if (failed === undefined) failed = await fault(step, mostMs);
    for (const step of last) failed = (await fault(step, mostMs)) ?? failed;
    options.after?.(ofTests);
    if (failed === undefined) return true;
    for (const test of ofTests) if (!isOver()) failures.push({ test, ...failed });
    return false;
  };

  await block(root);
  return failures;
}

type Step = () => unknown;

function isIn(test: Test, block: Block): boolean {
  for (let parent: Block | undefined = test.parent; parent !== undefined; parent = parent.parent)
    if (parent === block) return true;
  return false;
}

function hooks(block: Block, type: string): readonly Step[] {
  return block.hooks.filter((hook) => hook.type === type).map((hook) => hook.fn as Step);
}

/** The hooks of a test's blocks: the outer ones first before it, last after it. */
function around(test: Test, type: "beforeEach" | "afterEach"): readonly Step[] {
  const found: Step[] = [];
  for (let block: Block | undefined = test.parent; block !== undefined; block = block.parent) {
    if (type === "beforeEach") found.unshift(...hooks(block, type));
    else found.push(...hooks(block, type));
  }
  return found;
}

async function fault(step: Step, mostMs: number): Promise<Omit<Failure, "test"> | undefined> {
  let timer: NodeJS.Timeout | undefined;
  let unheard: ((error: unknown) => void) | undefined;
  const never = new Promise<Omit<Failure, "test">>((resolve) => {
    timer = setTimeout(resolve, mostMs, { error: new Error("The test does not end."), isOpen: true });
    unheard = (error) => resolve({ error, isOpen: true });
    process.on("uncaughtException", unheard).on("unhandledRejection", unheard);
  });
  const ran = (async () => {
    await step();
  })().then(
    () => undefined,
    (error: unknown) => ({ error, isOpen: false }),
  );
  try {
    return await Promise.race([ran, never]);
  } finally {
    clearTimeout(timer);
    if (unheard !== undefined) process.off("uncaughtException", unheard).off("unhandledRejection", unheard);
  }
}
