import type { RuleInput } from "@tunewright/schema";
import type { ApiIndex, ApiNameKind } from "../api/api-index.ts";
import type { NearName } from "../api/nearest-names.ts";
import { CodeModel } from "../model/code-model.ts";
import { codePieces } from "./code-pieces.ts";
import { findUnknown } from "./find-unknown.ts";
import { suggestRule } from "./suggest-rule.ts";

/** Where a text stands. */
export interface TextPlace {
  readonly file: string;
  /** 1-based; 1 for a file that is one text. */
  readonly line: number;
}

/** A name that the API does not know, over all texts. */
export interface UnknownName {
  readonly kind: ApiNameKind;
  readonly name: string;
  /** Times that it is used. */
  readonly count: number;
  /** Texts that use it. */
  readonly texts: number;
  /** The first text that uses it. */
  readonly first: TextPlace;
  /** Events whose field it is not, where the code says so. */
  readonly events: readonly string[];
  /** Includes that the index does not know, one of which may define it; empty when some text uses it without any. */
  readonly includes: readonly string[];
  /** Every use asks for it as a datamap field, of which the index lists only those that are networked as well. */
  readonly isDatamap: boolean;
  readonly nearest: readonly NearName[];
  /** A draft that repairs or reports the name. */
  readonly rule: RuleInput | undefined;
}

interface Entry {
  readonly kind: ApiNameKind;
  readonly name: string;
  readonly first: TextPlace;
  count: number;
  texts: number;
  isCertain: boolean;
  isDatamap: boolean;
  readonly events: Set<string>;
  readonly includes: Set<string>;
}

/** Counts the names that an API index does not know, over many texts. */
export class UnknownTally {
  readonly #index: ApiIndex;
  readonly #entries = new Map<string, Entry>();

  constructor(index: ApiIndex) {
    this.#index = index;
  }

  /** Adds a message in Markdown, or bare code. */
  addMessage(text: string, place: TextPlace): void {
    this.#add(
      codePieces(text).map((piece) => piece.code),
      place,
    );
  }

  /** Adds a file of code. */
  addCode(code: string, place: TextPlace): void {
    this.#add([code], place);
  }

  /** Every unknown name, the most frequent first. */
  report(): UnknownName[] {
    const entries = [...this.#entries.values()].sort(
      (a, b) => b.count - a.count || compare(a.kind, b.kind) || compare(a.name, b.name),
    );
    return entries.map((entry) => {
      const { kind, name, count, texts, first, events, includes, isCertain, isDatamap } = entry;
      const nearest = this.#index.nearest(name.startsWith("?.") ? name.slice(2) : name, kind);
      // The right name of a datamap field need not be among those that the index knows.
      const rule = suggestRule(kind, name, isDatamap ? [] : nearest);
      const from = isCertain ? [] : [...includes].sort(compare);
      const lists = { events: [...events].sort(compare), includes: from };
      return { kind, name, count, texts, first, ...lists, isDatamap, nearest, rule };
    });
  }

  #add(pieces: readonly string[], place: TextPlace): void {
    const seen = new Set<Entry>();
    for (const code of pieces) {
      for (const { kind, name, event, include, isDatamap = false } of findUnknown(new CodeModel(code), this.#index)) {
        const key = `${kind} ${name}`;
        let entry = this.#entries.get(key);
        if (entry === undefined) {
          entry = {
            kind,
            name,
            first: place,
            count: 0,
            texts: 0,
            isCertain: false,
            isDatamap: true,
            events: new Set(),
            includes: new Set(),
          };
          this.#entries.set(key, entry);
        }
        entry.count += 1;
        entry.isDatamap &&= isDatamap;
        if (event !== undefined) entry.events.add(event);
        if (include === undefined) entry.isCertain = true;
        else entry.includes.add(include);
        seen.add(entry);
      }
    }
    for (const entry of seen) entry.texts += 1;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
