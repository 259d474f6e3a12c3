import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { TrainingNews, TrainingTask } from "./training-task.ts";

/** A training that runs in its own thread. */
export interface RunningTraining {
  /** Settles when every piece of news has been taken in; rejects where the thread or the listener failed. */
  readonly done: Promise<void>;
  /** Ends the thread at once; no news comes afterwards. */
  stop(): Promise<void>;
}

/** Starts a training in a thread of its own. @param listen Is given the news one at a time, in order. */
export function startTraining(task: TrainingTask, listen: (news: TrainingNews) => Promise<void>): RunningTraining {
  const source = import.meta.url.endsWith(".ts");
  const path = fileURLToPath(new URL(source ? "./training-worker.ts" : "./training-worker.js", import.meta.url));
  const execArgv = source ? ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning"] : [];
  const worker = new Worker(path, { workerData: task, execArgv });
  let stopped = false;
  let news = Promise.resolve();
  worker.on("message", (message: TrainingNews) => {
    news = news.then(() => (stopped ? undefined : listen(message)));
    // The failure is thrown by `done`.
    news.catch(() => {});
  });
  const ended = new Promise<void>((resolve, reject) => {
    worker.on("error", reject);
    worker.on("exit", () => resolve());
  });
  return {
    done: ended.then(() => news),
    stop: async () => {
      stopped = true;
      await worker.terminate();
      await news.catch(() => {});
    },
  };
}
