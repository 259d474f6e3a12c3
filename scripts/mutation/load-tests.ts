import { pathToFileURL } from "node:url";
import { getState, resetState } from "jest-circus";

/** A block of tests as jest-circus registers it. */
export type Block = ReturnType<typeof getState>["rootDescribeBlock"];
/** A test as jest-circus registers it. */
export type Test = Extract<Block["children"][number], { readonly type: "test" }>;

/** The tests of one file. */
export interface TestFile {
  readonly root: Block;
  /** In the order in which they run. */
  readonly tests: readonly Test[];
}

/**
 * Registers the tests of a file without running them.
 *
 * @param path Absolute path.
 * @param setup Absolute path of what jest loads before every test file.
 */
export async function loadTests(path: string, setup: string): Promise<TestFile> {
  resetState();
  const { href } = pathToFileURL(path);
  // Every file gets the hooks of the setup: it is another module for each.
  await import(`${pathToFileURL(setup).href}?before=${encodeURIComponent(href)}`);
  await import(href);
  const root = getState().rootDescribeBlock;
  return { root, tests: testsIn(root) };
}

function testsIn(block: Block): readonly Test[] {
  return block.children.flatMap((child) => (child.type === "test" ? [child] : testsIn(child)));
}
