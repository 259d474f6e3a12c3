import { type Composer, some, tagOf, titleCase, versionOf } from "./composition.ts";
import type { Piece } from "./piece.ts";
import { indent, renderPlugin } from "./render-plugin.ts";
import { type Tally, tallies } from "./tallies.ts";
import { reports } from "./tally-reports.ts";
import { stores } from "./tally-stores.ts";

const limits: readonly Piece[] = [
  { id: "humans", phrase: "bots not counted", guard: ["if (IsFakeClient($who))\n{\n    return;\n}"] },
  {
    id: "standing",
    phrase: "nothing counted while the player is down",
    guard: ['if (GetEntProp($who, Prop_Send, "m_isIncapacitated") != 0)\n{\n    return;\n}'],
  },
  {
    id: "switch",
    phrase: "an on/off convar",
    globals: ["ConVar g_cvCount;"],
    start: ['g_cvCount = CreateConVar("$p_count", "1", "Count or not.", FCVAR_NOTIFY, true, 0.0, true, 1.0);'],
    guard: ["if (!g_cvCount.BoolValue)\n{\n    return;\n}"],
  },
  {
    id: "left-start",
    phrase: "counting only after the team has left the start area",
    includes: ["left4dhooks"],
    guard: ["if (!L4D_HasAnySurvivorLeftSafeArea())\n{\n    return;\n}"],
  },
];

/** Composes plugins that count an event per player, keep the numbers somewhere and show them somehow. */
export const composePlayerTally: Composer = (random) => {
  const tally = random.pick(tallies);
  const store = random.pick(stores);
  const shown = some(random, reports, [1, 2, 2]);
  const limit = some(random, limits, [0, 1, 1]);
  const name = `${tally.label.toLowerCase().replaceAll(" ", "-")}-${store.id}`;
  const pieces = [tallyPiece(tally, [...limit, ...shown]), store, ...limit, ...shown];
  return {
    id: `tally/${tally.id}/${[store, ...shown, ...limit].map((piece) => piece.id).join("+")}`,
    category: tally.category,
    pieces: [
      `tally-${tally.id}`,
      `store-${store.id}`,
      ...shown.map((piece) => `report-${piece.id}`),
      ...limit.map((piece) => piece.id),
    ],
    goal: `counts ${tally.phrase}`,
    wishes: [store.phrase, ...shown.map((piece) => piece.phrase), ...limit.map((piece) => piece.phrase)],
    code: renderPlugin(pieces, {
      title: `L4D2 ${titleCase(name)}`,
      description: `Counts ${tally.phrase}.`,
      prefix: `l4d2_${name.replaceAll("-", "_")}`,
      tag: tagOf(name),
      parameter: "client",
      version: versionOf(random),
      config: random.next() < 0.5,
    })
      .replaceAll("$label", tally.label)
      .replaceAll("$short", tally.label.toLowerCase().replaceAll(" ", ""))
      .replaceAll("$team", String(tally.team))
      .replaceAll("$who", "client"),
    notes: [`The player who is credited is in \`${tally.field}\` of \`${tally.event}\`.`, `It keeps ${store.phrase}.`],
  };
};

function tallyPiece({ event, field, team, phrase }: Tally, pieces: readonly Piece[]): Piece {
  const handler = `Event_${event
    .split("_")
    .map((word) => titleCase(word))
    .join("")}`;
  const lines = [
    `int $who = GetClientOfUserId(event.GetInt("${field}"));`,
    `if ($who == 0 || !IsClientInGame($who) || GetClientTeam($who) != ${team})\n{\n    return;\n}\n`,
    ...pieces.flatMap((piece) => piece.guard ?? []),
    "AddOne($who);",
    ...pieces.flatMap((piece) => piece.body ?? []),
  ];
  return {
    id: event,
    phrase,
    start: [`HookEvent("${event}", ${handler});`],
    functions: [`public void ${handler}(Event event, const char[] name, bool dontBroadcast)\n{\n${indent(lines)}\n}`],
  };
}
