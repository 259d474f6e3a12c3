import { askedOnceOf } from "../languages/kept-answers.ts";
import type { CodeCall } from "../languages/language-adapter.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { literalText, positionsFrom } from "./call-text.ts";
import { followCall, isFollowed, reach, type TextState } from "./follow-text.ts";
import { followedNames } from "./followed-names.ts";
import { type FunctionHead, readHead } from "./function-heads.ts";
import { namesPlayer } from "./sql-text.ts";
import { saidTo } from "./text-functions.ts";
import { textSinks } from "./text-sinks.ts";
import { arrayOf, holdsAny } from "./text-variables.ts";
import { firstFrom } from "../texts/first-from.ts";

type Calls = ReturnType<SourcePawnView["calls"]>;

/** How the text of players gets into the functions of some code. */
export interface TextFlows {
  /** The calls that say something about text, in order of the code. */
  readonly calls: Calls;
  /** Their indices. */
  readonly places: readonly number[];
  /** What is known where the function whose brace is at `open` begins; -1 stands for code outside of functions. */
  stateAt(open: number): TextState;
}

/** Rounds in which text is followed from function to function: nobody hands it on further. */
const ROUNDS = 3;
/** Variables outside of functions that are followed; no plugin has more for names, and code made to be slow gains nothing. */
const MOST_GLOBALS = 64;

/** The flows of some code, worked out once. */
export const textFlows = askedOnceOf((view: SourcePawnView): TextFlows => new FlowReader(view).read());

/** What a function is called with. */
interface Inflow {
  /** Positions of the arguments that were text of a player in some call. */
  readonly spoken: Set<number>;
  /** Whether some call had a format that writes a player's name. */
  namesPlayer: boolean;
}

class FlowReader implements TextFlows {
  readonly calls: Calls;
  readonly places: readonly number[];
  readonly #view: SourcePawnView;
  readonly #heads = new Map<number, FunctionHead | undefined>();
  readonly #inflows = new Map<string, Inflow>();
  /** Variables outside of functions that hold text of a player, and those that are given other texts as well. */
  readonly #globals = new Set<string>();
  readonly #mixed = new Set<string>();
  /** Whether a name is declared outside of functions. */
  readonly #isDeclared = new Map<string, boolean>();

  constructor(view: SourcePawnView) {
    this.#view = view;
    this.calls = inOrder(view.calls(followedNames(view.code)));
    this.places = this.calls.map(({ index }) => index);
  }

  read(): this {
    for (const { index } of this.calls) this.#headAt(this.#view.functionAt(index));
    for (const sink of textSinks) {
      for (const index of this.#view.occurrences(sink)) this.#headAt(this.#view.functionAt(index));
    }
    const names = [...this.#heads.values()].flatMap((head) => (head === undefined ? [] : [head.name]));
    const own = inOrder(this.#view.calls(new Set(names)));
    const all = inOrder([...this.calls, ...own]);
    const isOwn = new Set(own.map(({ index }) => index));
    for (let round = 0; round < ROUNDS && this.#followAll(all, isOwn); round += 1);
    return this;
  }

  stateAt(open: number): TextState {
    const head = this.#headAt(open);
    const spoken = new Set<string>();
    let hasSpokenRest = false;
    if (head !== undefined) {
      const last = head.parameters.at(-1);
      if (saidTo.has(head.name) && last !== undefined) spoken.add(last);
      const inflow = this.#inflows.get(head.name);
      for (const position of inflow?.spoken ?? []) {
        const parameter = head.parameters[position - 1];
        if (parameter === undefined || parameter === "any") hasSpokenRest = true;
        else spoken.add(parameter);
      }
      hasSpokenRest ||= inflow?.namesPlayer ?? false;
    }
    for (const place of this.#globals) {
      if (!this.#mixed.has(place) && !this.#isLocal(arrayOf(place), open)) spoken.add(place);
    }
    return { spoken, queries: new Set(), cleared: new Set(), marked: new Map(), hidden: [], hasSpokenRest };
  }

  /** Follows every function once; whether something was found that another round may carry further. */
  #followAll(all: Calls, isOwn: ReadonlySet<number>): boolean {
    let grew = false;
    let open = -2;
    let state: TextState | undefined;
    for (const { index, call } of all) {
      const around = this.#view.functionAt(index);
      if (around === -1) continue;
      if (around !== open) {
        grew = this.#leave(open, state) || grew;
        open = around;
        state = this.stateAt(open);
      }
      if (state === undefined) continue;
      reach(state, index);
      if (isOwn.has(index)) grew = this.#enter(call, state) || grew;
      if (!isOwn.has(index) || isFollowed(call.callee)) followCall(this.#view, index, call, state);
    }
    return this.#leave(open, state) || grew;
  }

  /** Notes what an own function is called with. */
  #enter(call: CodeCall, { spoken }: TextState): boolean {
    let inflow = this.#inflows.get(call.callee);
    if (inflow === undefined) {
      inflow = { spoken: new Set(), namesPlayer: false };
      this.#inflows.set(call.callee, inflow);
    }
    const before = inflow.spoken.size + Number(inflow.namesPlayer);
    for (const position of positionsFrom(this.#view, call, 1)) {
      if (holdsAny(this.#view, call, position, spoken)) inflow.spoken.add(position);
      inflow.namesPlayer ||= namesPlayer.test(literalText(this.#view, call, position));
    }
    return inflow.spoken.size + Number(inflow.namesPlayer) > before;
  }

  /** Notes what a function leaves in variables that outlast it. */
  #leave(open: number, state: TextState | undefined): boolean {
    if (state === undefined) return false;
    reach(state, Infinity);
    const before = this.#globals.size;
    for (const place of state.spoken) {
      if (this.#globals.size < MOST_GLOBALS && this.#outlasts(place, open)) this.#globals.add(place);
    }
    for (const place of state.cleared) this.#mixed.add(place);
    return this.#globals.size > before;
  }

  #outlasts(place: string, open: number): boolean {
    const name = arrayOf(place).split(".")[0] as string;
    if (name === "this" || this.#isLocal(name, open)) return false;
    let isDeclared = this.#isDeclared.get(name);
    if (isDeclared === undefined) {
      isDeclared =
        name.startsWith("g_") || this.#view.occurrences(name).some((index) => this.#view.functionAt(index) === -1);
      this.#isDeclared.set(name, isDeclared);
    }
    return isDeclared;
  }

  #isLocal(name: string, open: number): boolean {
    if (open === -1) return false;
    if (this.#headAt(open)?.parameters.includes(name) === true) return true;
    const end = this.#view.functionEnd(open);
    const all = this.#view.occurrences(name);
    for (let at = firstFrom(all, open); (all[at] ?? end) < end; at += 1) {
      if (this.#view.use(all[at] as number) === "definition") return true;
    }
    return false;
  }

  #headAt(open: number): FunctionHead | undefined {
    if (!this.#heads.has(open)) this.#heads.set(open, readHead(this.#view, open));
    return this.#heads.get(open);
  }
}

function inOrder(calls: Calls): Calls {
  return calls.sort((one, other) => one.index - other.index);
}
