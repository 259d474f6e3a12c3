import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { JobNews, TrainingNews, TrainingTask } from "./training-task.ts";

interface Run {
  readonly listen: (news: JobNews) => Promise<void>;
  /** What was heard so far, in order. */
  heard: Promise<void>;
  readonly settle: (failure?: unknown) => void;
}

/** A thread that trains, one task at a time. It starts with the first task and is kept for the next. */
export class TrainingThread {
  #worker: Worker | undefined;
  #run: Run | undefined;

  /**
   * Trains.
   *
   * @param listen Is given the news one piece at a time, in order.
   * @returns When all news has been taken in, or {@link stop} was called; rejects where the thread or the listener failed.
   */
  async train(task: TrainingTask, listen: (news: JobNews) => Promise<void>): Promise<void> {
    this.#worker ??= this.#start();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const settle = (failure?: unknown): void => (failure === undefined ? resolve() : reject(failure));
    const run: Run = { listen, heard: Promise.resolve(), settle };
    this.#run = run;
    this.#worker.ref();
    this.#worker.postMessage(task);
    try {
      await promise;
    } catch (error) {
      // What the thread still says is about this task, and the next one must not hear it.
      await this.stop();
      throw error;
    } finally {
      if (this.#run === run) this.#run = undefined;
      // An idle thread does not keep the process alive.
      this.#worker?.unref();
    }
  }

  /** Ends the thread at once; no news comes afterwards. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    const run = this.#run;
    this.#worker = undefined;
    this.#run = undefined;
    await worker?.terminate();
    await run?.heard.catch(() => {});
    run?.settle();
  }

  #start(): Worker {
    const source = import.meta.url.endsWith(".ts");
    const path = fileURLToPath(new URL(source ? "./training-worker.ts" : "./training-worker.js", import.meta.url));
    const execArgv = source ? ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning"] : [];
    const worker = new Worker(path, { execArgv });
    worker.on("message", (news: TrainingNews) => this.#hear(worker, news));
    worker.on("error", (error) => {
      if (worker !== this.#worker) return;
      this.#worker = undefined;
      this.#run?.settle(error);
    });
    return worker;
  }

  #hear(worker: Worker, news: TrainingNews): void {
    const run = this.#run;
    if (run === undefined || worker !== this.#worker) return;
    if (news.kind === "broken") {
      run.settle(news.error);
      return;
    }
    run.heard = run.heard.then(() => (run === this.#run ? run.listen(news) : undefined));
    if (news.kind === "trained" || news.kind === "invalid") run.heard.then(() => run.settle(), run.settle);
    else run.heard.catch(run.settle);
  }
}
