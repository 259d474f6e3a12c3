import { helpers } from "./conditions.ts";
import type { Piece } from "./piece.ts";

/** What {@link renderPlugin} fills the pieces with. */
export interface RenderOptions {
  readonly title: string;
  readonly description: string;
  /** Prefix of the convars and commands. */
  readonly prefix: string;
  readonly tag: string;
  /** Name of the parameter in the functions of effects. */
  readonly parameter: string;
  readonly version: string;
  /** Whether the convars are written to a config file. */
  readonly config: boolean;
}

const includeOrder = ["sourcemod", "sdktools", "sdkhooks", "clientprefs", "left4dhooks"];

/** Indents lines by a number of levels; blank lines stay blank. */
export function indent(lines: readonly string[], levels = 1): string {
  return lines
    .join("\n")
    .split("\n")
    .map((line) => (line === "" ? "" : `${"    ".repeat(levels)}${line}`))
    .join("\n");
}

/** Writes the guards of pieces and then what they do; a guard that uses something up runs after those that only look. */
export function reactionLines(pieces: readonly Piece[], leave: string): string[] {
  const guards = pieces
    .flatMap((piece) => piece.guard ?? [])
    .map((line) => line.replaceAll("$leave", leave))
    .sort((left, right) => Number(usesUp(left)) - Number(usesUp(right)));
  const body = pieces.flatMap((piece) => piece.body ?? []);
  return guards.length > 0 && body.length > 0 ? [...guards, "", ...body] : [...guards, ...body];
}

function usesUp(guard: string): boolean {
  return /\+\+|g_fReadyAt\[\$who\] =/.test(guard);
}

/**
 * Joins pieces into one complete plugin. Includes, globals, set-up lines and functions come from the pieces in their
 * order; a helper or line that two pieces share is written once.
 */
export function renderPlugin(pieces: readonly Piece[], options: RenderOptions): string {
  const collect = (part: (piece: Piece) => readonly string[] | undefined): string[] => [
    ...new Set(pieces.flatMap((piece) => part(piece) ?? [])),
  ];
  const included = new Set(["sourcemod", ...collect((piece) => piece.includes)]);
  const convars = collect((piece) => piece.start).some((line) => line.includes("CreateConVar("));
  const start = [
    ...collect((piece) => piece.start),
    ...(options.config && convars ? [`AutoExecConfig(true, "${options.prefix}");`] : []),
  ];
  const sections = [
    includeOrder
      .filter((name) => included.has(name))
      .map((name) => `#include <${name}>`)
      .join("\n"),
    "#pragma semicolon 1\n#pragma newdecls required",
    collect((piece) => piece.defines).join("\n"),
    collect((piece) => piece.globals).join("\n"),
    pluginInfo(options),
    forward("OnPluginStart()", start),
    forward(
      "OnMapStart()",
      collect((piece) => piece.mapStart),
    ),
    forward(
      "OnMapEnd()",
      collect((piece) => piece.mapEnd),
    ),
    forward(
      "OnClientPutInServer(int client)",
      collect((piece) => piece.join),
    ),
    forward(
      "OnClientDisconnect(int client)",
      collect((piece) => piece.leave),
    ),
    ...collect((piece) => piece.functions),
    ...collect((piece) => piece.needs).map((name) => helpers[name] ?? ""),
  ];
  return sections
    .filter((section) => section !== "")
    .join("\n\n")
    .replaceAll("$c", options.parameter)
    .replaceAll("sm_$p", `sm_${options.prefix.replace("l4d2_", "").replaceAll("_", "")}`)
    .replaceAll("$p", options.prefix)
    .replaceAll("$tag", options.tag);
}

function pluginInfo({ title, description, version }: RenderOptions): string {
  return indent(
    [
      "public Plugin myinfo =",
      "{",
      `    name = "${title}",`,
      '    author = "tunewright",',
      `    description = "${description}",`,
      `    version = "${version}",`,
      '    url = ""',
      "};",
    ],
    0,
  );
}

function forward(signature: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `public void ${signature}\n{\n${indent(lines)}\n}`;
}
