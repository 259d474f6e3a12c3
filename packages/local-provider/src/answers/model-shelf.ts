import type { ProviderState } from "../state/provider-state.ts";
import { readArtefactExamples } from "../training/baseline-artefact.ts";
import { AnswerIndex } from "./answer-index.ts";

/** Trained models held in memory at most; the one used longest ago goes first. */
const shelfSize = 4;

/** Loads trained models when they are first asked. */
export class ModelShelf {
  readonly #state: ProviderState;
  readonly #loaded = new Map<string, Promise<AnswerIndex>>();

  constructor(state: ProviderState) {
    this.#state = state;
  }

  /** The answers of what a job trained. */
  async take(jobId: string): Promise<AnswerIndex> {
    const loading = this.#loaded.get(jobId) ?? this.#load(jobId);
    // Set anew, so that the map's order is that of use.
    this.#loaded.delete(jobId);
    this.#loaded.set(jobId, loading);
    const oldest = this.#loaded.keys().next().value;
    if (this.#loaded.size > shelfSize && oldest !== undefined) this.#loaded.delete(oldest);
    try {
      return await loading;
    } catch (error) {
      this.#loaded.delete(jobId);
      throw error;
    }
  }

  async #load(jobId: string): Promise<AnswerIndex> {
    return new AnswerIndex(await readArtefactExamples(this.#state.artefactFolder(jobId)));
  }
}
