import type { CodeReference, ReferenceKind } from "@tunewright/schema";
import { TokenFlag, TokenKind } from "../lexer/token-kind.ts";
import type { CallSite, CodeModel } from "../model/code-model.ts";
import { callbackPlaces, eventFieldMethods, eventFieldPlaces, eventPlaces, netpropPlaces } from "./argument-places.ts";
import { ConstantPlaces } from "./constant-places.ts";

/** A name as it is used in SourcePawn. */
export interface SourcePawnReference extends CodeReference {
  /** Type of the object whose method or property it is, or the event whose field it is; where the code says so. */
  readonly owner?: string;
  /** What stands before the dot, where that is one name that the code does not declare. */
  readonly receiver?: string;
  /** A property that is asked for as a datamap field, which need not be networked. */
  readonly isDatamap?: true;
}

/**
 * Lists the names that a piece of code refers to, in order; comments are never references.
 *
 * A string counts where a function takes the name of an event, of an event's field or of a property. A name in upper case
 * that the code does not define is a `constant`; other undefined words are an `identifier`, as a part of a plugin has
 * variables from elsewhere.
 */
export function collectReferences(model: CodeModel): SourcePawnReference[] {
  const references: SourcePawnReference[] = [];
  const { tokens } = model;
  const constants = new ConstantPlaces(model);
  for (let index = 0; index < tokens.length; index += 1) {
    const found = referenceAt(model, index, constants);
    if (found !== undefined) references.push(found);
  }
  return references;
}

function referenceAt(model: CodeModel, index: number, constants: ConstantPlaces): SourcePawnReference | undefined {
  const { tokens } = model;
  switch (tokens.kinds[index]) {
    case TokenKind.identifier:
      return wordAt(model, index);
    case TokenKind.string:
      return stringAt(model, index, constants);
    case TokenKind.includePath: {
      const name = tokens
        .textOf(index)
        .replace(/^[<"]|[>"]$/g, "")
        .trim();
      const start = (tokens.starts[index] ?? 0) + tokens.textOf(index).indexOf(name);
      return { name, kind: "include", start, end: start + name.length, definedHere: false };
    }
    default:
      return undefined;
  }
}

function wordAt(model: CodeModel, index: number): SourcePawnReference | undefined {
  const name = model.tokens.textOf(index);
  // The mark for an argument that is left out, and the tag of a plain number.
  if (name === "_") return undefined;
  const role = model.role(index);
  switch (role) {
    case "call":
      return make(model, index, "call", model.defines(name));
    case "constructor":
    case "type":
      return make(model, index, "type", model.defines(name));
    case "method":
    case "property": {
      const { type, name: receiver } = model.receiver(index) ?? {};
      const isOwn = model
        .definitionsOf(name)
        .some(({ container }) => container !== undefined && (type === undefined || container === type));
      const extra = { ...(type === undefined ? {} : { owner: type }), ...(receiver === undefined ? {} : { receiver }) };
      return { ...make(model, index, role, isOwn), ...extra };
    }
    case "value":
      return make(model, index, valueKind(model, index, name), model.defines(name));
    default:
      return undefined;
  }
}

function valueKind(model: CodeModel, index: number, name: string): ReferenceKind {
  const own = model.definitionsOf(name).find(({ container, kind }) => container === undefined || kind === "enum-value");
  if (own !== undefined)
    return own.kind === "function"
      ? "callback"
      : own.kind === "macro" || own.kind === "enum-value"
        ? "constant"
        : "identifier";
  const whole = model.wholeArgument(index);
  if (whole !== undefined && callbackPlaces.get(whole.call.name) === whole.argument) return "callback";
  return /^[A-Z]/.test(name) ? "constant" : "identifier";
}

function stringAt(model: CodeModel, index: number, constants: ConstantPlaces): SourcePawnReference | undefined {
  const whole = model.wholeArgument(index) ?? constants.placeOf(index);
  if (whole === undefined) return undefined;
  const { call, argument } = whole;
  const name = model.literalValue({ first: index, last: index + 1 });
  if (typeof name !== "string" || name === "") return undefined;
  // Between the quotes; longer than the name where it is written with escapes.
  const isOpen = model.tokens.hasFlag(index, TokenFlag.unterminated);
  const start = (model.tokens.starts[index] ?? 0) + 1;
  const end = (model.tokens.ends[index] ?? 0) - (isOpen ? 0 : 1);
  const base = { name, start, end, definedHere: false };
  if (call.kind === "function") {
    if (eventPlaces.get(call.name) === argument) return { ...base, kind: "event" };
    if (netpropPlaces.get(call.name) === argument)
      return { ...base, kind: "netprop", ...(takesDatamap(model, call) ? { isDatamap: true } : {}) };
    if (eventFieldPlaces.get(call.name) === argument) return { ...base, kind: "event-field", ...eventOf(model, index) };
    return undefined;
  }
  if (call.kind !== "method" || argument !== 0 || !eventFieldMethods.has(call.name)) return undefined;
  const receiver = model.receiver(call.token);
  const isEvent =
    receiver?.type === "Event" ||
    receiver?.name?.toLowerCase() === "event" ||
    receiver?.name?.toLowerCase() === "hevent";
  return isEvent ? { ...base, kind: "event-field", ...eventOf(model, index) } : undefined;
}

/** Whether a call asks for a field of the datamap: `FindDataMapInfo(…)`, `GetEntProp(entity, Prop_Data, …)`. */
function takesDatamap({ tokens }: CodeModel, { name, arguments: given }: CallSite): boolean {
  const type = given[1];
  return name.startsWith("FindDataMap") || (type !== undefined && tokens.isText(type.first, "Prop_Data"));
}

/** The event that the function around this token is hooked to, where the code hooks it to one event only. */
function eventOf(model: CodeModel, index: number): { readonly owner?: string } {
  let around: string | undefined;
  for (const { kind, token, name } of model.definitions) {
    if (token > index) break;
    if (kind === "function") around = name;
  }
  if (around === undefined) return {};
  const events = new Set<string>();
  for (const call of model.calls) {
    if (eventPlaces.get(call.name) !== 0) continue;
    const callback = call.arguments[1];
    if (callback === undefined || callback.last - callback.first !== 1 || !model.tokens.isText(callback.first, around))
      continue;
    const event = model.argumentValue(call, 0);
    if (typeof event !== "string") return {};
    events.add(event);
  }
  const [event] = events;
  return events.size === 1 && event !== undefined ? { owner: event } : {};
}

function make(model: CodeModel, index: number, kind: ReferenceKind, definedHere: boolean): SourcePawnReference {
  const { tokens } = model;
  return {
    name: tokens.textOf(index),
    kind,
    start: tokens.starts[index] ?? 0,
    end: tokens.ends[index] ?? 0,
    definedHere,
  };
}
