import type { ApiEvent, ApiIndexData, ApiMember } from "@tunewright/schema";
import { builtInConstants, builtInTypes } from "./built-in-names.ts";
import { includeKey } from "./include-key.ts";
import { type IncludeAnswer, LibraryNames } from "./library-names.ts";
import { NearestNames, type NearName } from "./nearest-names.ts";

/** Kinds of name that an index holds. A member is named `Type.Member`. */
export type ApiNameKind = "function" | "forward" | "type" | "member" | "constant" | "event" | "event-field" | "netprop";

/** Answers questions about the names that a game and its SourceMod know. Tables are made when they are first asked. */
export class ApiIndex {
  /** Language of the names, as rule packs call it. */
  readonly language = "sourcepawn";
  readonly data: ApiIndexData;
  #functions: ReadonlySet<string> | undefined;
  #returns: ReadonlyMap<string, string> | undefined;
  #forwards: ReadonlySet<string> | undefined;
  #constants: ReadonlySet<string> | undefined;
  #types: ReadonlyMap<string, string | undefined> | undefined;
  #members: ReadonlyMap<string, ReadonlyMap<string, ApiMember>> | undefined;
  #memberNames: ReadonlySet<string> | undefined;
  #events: ReadonlyMap<string, ApiEvent> | undefined;
  #fields: ReadonlySet<string> | undefined;
  #netprops: ReadonlySet<string> | undefined;
  #deprecations: ReadonlyMap<string, string> | undefined;
  #includes: ReadonlySet<string> | undefined;
  #libraries: LibraryNames | undefined;
  readonly #nearest = new Map<string, NearestNames>();

  constructor(data: ApiIndexData) {
    this.data = data;
  }

  /** Whether a plugin can call a function of this name. */
  hasFunction(name: string): boolean {
    this.#functions ??= new Set(this.data.functions.map((one) => one.name));
    return this.#functions.has(name);
  }

  /** What a function returns, where the index says so. */
  functionReturns(name: string): string | undefined {
    this.#returns ??= new Map(
      this.data.functions.flatMap((one) => (one.returns === undefined ? [] : [[one.name, one.returns] as const])),
    );
    return this.#returns.get(name);
  }

  /** Whether the game or an extension calls a function of this name. */
  hasForward(name: string): boolean {
    this.#forwards ??= new Set(this.data.forwards.map((one) => one.name));
    return this.#forwards.has(name);
  }

  /** Whether there is a constant, define or enum value of this name; the compiler's own are known, too. */
  hasConstant(name: string): boolean {
    this.#constants ??= new Set(this.data.constants.map((one) => one.name));
    return this.#constants.has(name) || builtInConstants.has(name);
  }

  /** Whether there is a type of this name; the compiler's own types and old-style tags are known, too. */
  hasType(name: string): boolean {
    return this.#typeTable().has(name) || builtInTypes.has(name);
  }

  /** Whether a type, or one that it inherits from, has this method, property or constructor. */
  hasMember(type: string, name: string): boolean {
    return this.member(type, name) !== undefined;
  }

  /** A member of a type, or of one that it inherits from. */
  member(type: string, name: string): ApiMember | undefined {
    const table = this.#memberTable();
    const seen = new Set<string>();
    for (let at: string | undefined = type; at !== undefined && !seen.has(at); at = this.#typeTable().get(at)) {
      const found = table.get(at)?.get(name);
      if (found !== undefined && (found.kind !== "constructor" || at === type)) return found;
      seen.add(at);
    }
    return undefined;
  }

  /** Whether the index knows the members of this type. */
  hasMembersOf(type: string): boolean {
    return this.#memberTable().has(type);
  }

  /** Whether any type has a member of this name. */
  hasAnyMember(name: string): boolean {
    this.#memberNames ??= new Set(this.data.members.map((one) => one.name));
    return this.#memberNames.has(name);
  }

  /** Whether the game has an event of this name. */
  hasEvent(name: string): boolean {
    return this.#eventTable().has(name);
  }

  /** The fields of an event with their types; `undefined` for an event that the game does not have. */
  eventFields(name: string): Readonly<Record<string, string>> | undefined {
    return this.#eventTable().get(name)?.fields;
  }

  /** Whether any event has a field of this name. */
  hasEventField(name: string): boolean {
    this.#fields ??= new Set(this.data.events.flatMap((event) => Object.keys(event.fields)));
    return this.#fields.has(name);
  }

  /**
   * Whether there is a networked or datamap property of this name.
   *
   * `m_Outer.m_inner` is known when it is listed, or when both parts are; an index in brackets is left aside.
   */
  hasNetprop(name: string): boolean {
    if (this.#netprops === undefined) {
      const known = new Set(this.data.netprops);
      for (const one of this.data.netprops) for (const part of one.split(".")) known.add(part);
      this.#netprops = known;
    }
    const known = this.#netprops;
    const plain = name.replace(/\[\d+\]/g, "");
    return known.has(plain) || (plain.includes(".") && plain.split(".").every((part) => known.has(part)));
  }

  /** Why a function, forward, constant or `Type.Member` should not be used; `undefined` where it may be. */
  deprecation(name: string): string | undefined {
    if (this.#deprecations === undefined) {
      const notes = new Map<string, string>();
      const { functions, forwards, constants, members } = this.data;
      for (const one of [...functions, ...forwards, ...constants]) {
        if (one.deprecated !== undefined) notes.set(one.name, one.deprecated);
      }
      for (const one of members) if (one.deprecated !== undefined) notes.set(`${one.type}.${one.name}`, one.deprecated);
      this.#deprecations = notes;
    }
    return this.#deprecations.get(name);
  }

  /** Whether an include, as written in code, belongs to the API: `sdktools` and `sdktools.inc` are one. */
  knowsInclude(name: string): boolean {
    this.#includes ??= new Set(Object.keys(this.data.includes).map(includeKey));
    return this.#includes.has(includeKey(name));
  }

  /**
   * Whether an include of other people defines a name; `undefined` for one that nobody described.
   *
   * @param include As it is written in code.
   * @param isFunction Whether the name is called, or defined as a function.
   */
  libraryDefines(include: string, name: string, isFunction: boolean): IncludeAnswer | undefined {
    this.#libraries ??= new LibraryNames(this.data.libraries ?? []);
    return this.#libraries.defines(include, name, isFunction);
  }

  /** Whether the API has this name as this kind; a member is asked for as `Type.Member`. */
  has(kind: ApiNameKind, name: string): boolean {
    switch (kind) {
      case "function":
        return this.hasFunction(name);
      case "forward":
        return this.hasForward(name);
      case "type":
        return this.hasType(name);
      case "constant":
        return this.hasConstant(name);
      case "event":
        return this.hasEvent(name);
      case "event-field":
        return this.hasEventField(name);
      case "netprop":
        return this.hasNetprop(name);
      case "member": {
        const dot = name.indexOf(".");
        return dot === -1 ? this.hasAnyMember(name) : this.hasMember(name.slice(0, dot), name.slice(dot + 1));
      }
    }
  }

  /**
   * The known names that are nearest to a name, best first.
   *
   * For a member given as `Type.Member`, members of that type; without a type, members of all.
   */
  nearest(name: string, kind: ApiNameKind, limit = 3): NearName[] {
    const dot = kind === "member" ? name.indexOf(".") : -1;
    const type = dot === -1 ? "" : name.slice(0, dot);
    const key = `${kind} ${type}`;
    let names = this.#nearest.get(key);
    if (names === undefined) {
      names = new NearestNames(new Set(this.#namesOf(kind, type)));
      this.#nearest.set(key, names);
    }
    return names.find(name.slice(dot + 1), limit);
  }

  *#namesOf(kind: ApiNameKind, type: string): Generator<string> {
    const { functions, forwards, types, members, constants, events, netprops } = this.data;
    switch (kind) {
      case "function":
        for (const one of functions) yield one.name;
        return;
      case "forward":
        for (const one of forwards) yield one.name;
        return;
      case "type":
        for (const one of types) yield one.name;
        return;
      case "constant":
        for (const one of constants) yield one.name;
        return;
      case "event":
        for (const one of events) yield one.name;
        return;
      case "event-field":
        for (const one of events) yield* Object.keys(one.fields);
        return;
      case "netprop":
        yield* netprops;
        return;
      case "member":
        for (const one of members) if (type === "" || this.hasMember(type, one.name)) yield one.name;
    }
  }

  #typeTable(): ReadonlyMap<string, string | undefined> {
    this.#types ??= new Map(this.data.types.map((one) => [one.name, one.parent]));
    return this.#types;
  }

  #memberTable(): ReadonlyMap<string, ReadonlyMap<string, ApiMember>> {
    if (this.#members === undefined) {
      const table = new Map<string, Map<string, ApiMember>>();
      for (const member of this.data.members) {
        const own = table.get(member.type);
        if (own === undefined) table.set(member.type, new Map([[member.name, member]]));
        else own.set(member.name, member);
      }
      this.#members = table;
    }
    return this.#members;
  }

  #eventTable(): ReadonlyMap<string, ApiEvent> {
    this.#events ??= new Map(this.data.events.map((event) => [event.name, event]));
    return this.#events;
  }
}
