import { TestEnvironment } from "jest-environment-node";

/**
 * Node's environment, in a worker that ends at once when nothing holds it any more.
 *
 * Left to itself Node frees the memory of every test file before it ends. On a busy machine that takes longer than the half second
 * that jest waits, and jest then speaks of a leak where there is none. An open handle still keeps a worker alive, and is still
 * reported: this event comes only when there is none.
 */
export default class extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    process.removeListener("beforeExit", endAtOnce);
    // Only workers talk to a parent; the main process has more to do when its tests have ended.
    if (process.send !== undefined) process.once("beforeExit", endAtOnce);
  }
}

function endAtOnce(): void {
  process.exit();
}
