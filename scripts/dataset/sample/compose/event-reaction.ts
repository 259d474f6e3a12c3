import { attackerEffects } from "./attacker-effects.ts";
import { type Composer, some, tagOf, titleCase, versionOf } from "./composition.ts";
import { effects } from "./effects.ts";
import { options } from "./options.ts";
import { code, type Piece, type Trigger } from "./piece.ts";
import { indent, reactionLines, renderPlugin } from "./render-plugin.ts";
import { triggers } from "./triggers.ts";

type CheckStyle = "helper" | "inline" | "early";

/** Composes plugins of the form "when this happens to a survivor, do that". */
export const composeEventReaction: Composer = (random) => {
  const trigger = random.pick(triggers);
  const chosen = some(random, effects, [1, 1, 1, 2]);
  const against = trigger.other !== undefined && random.next() < 0.35 ? [random.pick(attackerEffects)] : [];
  const limits = some(random, options, [1, 2, 2]);
  const style = random.pick<CheckStyle>(["helper", "inline", "early"]);
  const [first] = chosen;
  const name = `${trigger.id}-${first?.id ?? "effect"}`;
  const settings = {
    title: `L4D2 ${titleCase(name)}`,
    description: `When ${trigger.phrase}: ${[...chosen, ...against].map((piece) => piece.id.replaceAll("-", " ")).join(", ")}.`,
    prefix: `l4d2_${trigger.id.replaceAll("-", "_")}`,
    tag: tagOf(first?.id ?? trigger.id),
    parameter: random.pick(["client", "player", "target"]),
    version: versionOf(random),
    config: random.next() < 0.6,
  };
  const build = (used: readonly Piece[]): string =>
    renderPlugin(
      [hookPiece(trigger, [...used, ...chosen, ...against], style), ...used, ...chosen, ...against],
      settings,
    )
      .replaceAll("$what", trigger.id.replaceAll("-", " "))
      .replaceAll("$who", trigger.who)
      .replaceAll("$other", trigger.other?.[1] ?? "infected");
  const last = limits.at(-1);
  return {
    id: `react/${trigger.id}/${[...chosen, ...against, ...limits].map((piece) => piece.id).join("+")}`,
    category: trigger.category,
    pieces: [
      trigger.id,
      ...chosen.map((piece) => piece.id),
      ...against.map((piece) => piece.id),
      ...limits.map((piece) => piece.id),
    ],
    goal: joinPhrases([
      `notices when ${trigger.phrase}`,
      ...(trigger.field === undefined ? ["goes through the living survivors"] : []),
      ...[...chosen, ...against].map((piece) => piece.phrase),
    ]),
    wishes: limits.map((piece) => piece.phrase),
    code: build(limits),
    before: build(limits.slice(0, -1)),
    ...(last === undefined ? {} : { lastWish: last.phrase }),
    notes: [trigger.note],
  };
};

/** Joins noun or verb phrases with commas and a last "and". */
export function joinPhrases(phrases: readonly string[]): string {
  const last = phrases.at(-1) ?? "";
  return phrases.length < 2 ? last : `${phrases.slice(0, -1).join(", ")} and ${last}`;
}

function hookPiece(trigger: Trigger, pieces: readonly Piece[], style: CheckStyle): Piece {
  const handler = `Event_${titleCase(trigger.id).replaceAll(" ", "")}`;
  const leave = trigger.field === undefined ? "continue;" : "return;";
  const lines = reactionLines(pieces, leave);
  const usesOther = pieces.some((piece) => piece.body?.some((line) => line.includes("$other")) === true);
  const inside =
    trigger.field === undefined
      ? teamLoop(lines)
      : [...readSubject(trigger, style), ...readOther(trigger, usesOther), ...lines];
  return {
    id: trigger.id,
    phrase: trigger.phrase,
    start: [`HookEvent("${trigger.event}", ${handler});`],
    functions: [`public void ${handler}(Event event, const char[] name, bool dontBroadcast)\n{\n${indent(inside)}\n}`],
    needs: trigger.field === undefined || style === "helper" ? ["IsLivingSurvivor"] : [],
  };
}

function teamLoop(lines: readonly string[]): string[] {
  return [
    "for (int $who = 1; $who <= MaxClients; $who++)",
    `{\n${indent(["if (!IsLivingSurvivor($who))\n{\n    continue;\n}", ...lines])}\n}`,
  ];
}

function readSubject({ field = "userid" }: Trigger, style: CheckStyle): string[] {
  const read = `int $who = GetClientOfUserId(event.GetInt("${field}"));`;
  if (style === "helper") {
    return [read, "if (!IsLivingSurvivor($who))\n{\n    return;\n}\n"];
  }
  if (style === "inline") {
    return [
      read,
      "if ($who == 0 || !IsClientInGame($who) || GetClientTeam($who) != 2 || !IsPlayerAlive($who))\n{\n    return;\n}\n",
    ];
  }
  return [
    code(`
      int userid = event.GetInt("${field}");
      int $who = GetClientOfUserId(userid);
      if ($who == 0 || !IsClientInGame($who))
      {
          return;
      }
      if (GetClientTeam($who) != 2 || !IsPlayerAlive($who))
      {
          return;
      }`),
    "",
  ];
}

function readOther({ other }: Trigger, used: boolean): string[] {
  return other === undefined || !used
    ? []
    : [
        `int $other = GetClientOfUserId(event.GetInt("${other[0]}"));`,
        "if ($other == 0 || !IsClientInGame($other) || GetClientTeam($other) != 3 || !IsPlayerAlive($other))\n{\n    return;\n}\n",
      ];
}
