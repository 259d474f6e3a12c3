import { TestEnvironment } from "jest-environment-node";

/** First element of the message by which jest-worker asks a worker to end. */
const END = 2;

/**
 * Node's environment, in a worker that ends at once when it is asked to and nothing is open.
 *
 * Left to itself Node first waits for the engine's background work and then frees the memory of every test file. On a busy machine
 * that takes longer than the half second that jest waits, and jest then speaks of a leak where there is none. A worker that has
 * anything open, a timer, a socket, a child, goes the usual way, and is still reported.
 */
export default class extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    // One for all test files that this worker runs; the main process has no parent to hear from.
    if (process.send !== undefined && !process.listeners("message").includes(endAtOnce))
      process.on("message", endAtOnce);
  }
}

function endAtOnce(message: unknown): void {
  if (!Array.isArray(message) || message[0] !== END) return;
  process.removeListener("message", endAtOnce);
  setImmediate(() => {
    // The pipes are the worker's own, to its parent.
    const open = process.getActiveResourcesInfo().filter((kind) => kind !== "PipeWrap" && kind !== "Immediate");
    if (open.length === 0) process.kill(process.pid, "SIGKILL");
  });
}
