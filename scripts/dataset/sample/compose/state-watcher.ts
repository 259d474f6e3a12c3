import { type Composer, some, tagOf, titleCase, versionOf } from "./composition.ts";
import { type Condition, conditions } from "./conditions.ts";
import { effects } from "./effects.ts";
import { joinPhrases } from "./event-reaction.ts";
import { options } from "./options.ts";
import { code, type Piece } from "./piece.ts";
import { indent, reactionLines, renderPlugin } from "./render-plugin.ts";

type Pace = "timer" | "interval-convar" | "frame";

/** Composes plugins of the form "look at every survivor now and then, and act on a state". */
export const composeStateWatcher: Composer = (random) => {
  const condition = random.pick(conditions);
  const chosen = some(random, effects, [1, 1, 2]);
  const limits = some(random, options, [1, 1, 2]);
  const pace = random.pick<Pace>(["timer", "interval-convar", "frame"]);
  const name = `${condition.id}-${chosen[0]?.id ?? "watch"}`;
  const render = (used: readonly Piece[]): string =>
    renderPlugin([watchPiece(condition, [...used, ...chosen], pace), ...used, ...chosen], {
      title: `L4D2 ${titleCase(name)}`,
      description: `Acts on every ${condition.phrase}.`,
      prefix: `l4d2_${condition.id.replaceAll("-", "_")}`,
      tag: tagOf(condition.id),
      parameter: random.pick(["client", "player"]),
      version: versionOf(random),
      config: random.next() < 0.4,
    })
      .replaceAll("$what", condition.id.replaceAll("-", " "))
      .replaceAll("$who", "survivor");
  return {
    id: `watch/${condition.id}/${[...chosen, ...limits].map((piece) => piece.id).join("+")}`,
    category: random.pick(["survivor-mechanics", "error-handling", "survivor-mechanics"]),
    pieces: [condition.id, ...chosen.map((piece) => piece.id), ...limits.map((piece) => piece.id), pace],
    goal: `checks the team at intervals, finds each ${condition.phrase} and ${joinPhrases(chosen.map((piece) => piece.phrase))}`,
    wishes: limits.map((piece) => piece.phrase),
    code: render(limits),
    notes: [paceNotes[pace]],
  };
};

const paceNotes: Readonly<Record<Pace, string>> = {
  timer: "The timer is bound to the map with `TIMER_FLAG_NO_MAPCHANGE`, so it is started again in `OnMapStart`.",
  "interval-convar": "The timer re-arms itself, so a new interval takes effect without a map change.",
  frame: "`OnGameFrame` runs on every tick, so the time check comes first and the loop runs only twice a second.",
};

function watchPiece(condition: Condition, pieces: readonly Piece[], pace: Pace): Piece {
  const lines = reactionLines(pieces, "continue;");
  const loop = [
    "for (int $who = 1; $who <= MaxClients; $who++)",
    `{\n${indent([`if (!IsLivingSurvivor($who))\n{\n    continue;\n}\nif (${condition.skip})\n{\n    continue;\n}\n`, ...lines])}\n}`,
  ];
  const { includes = [], needs = [] } = condition;
  return {
    id: condition.id,
    phrase: condition.phrase,
    includes,
    needs: ["IsLivingSurvivor", ...needs],
    ...paceParts(pace, loop),
  };
}

function paceParts(pace: Pace, loop: readonly string[]): Partial<Piece> {
  if (pace === "timer") {
    return {
      defines: ["#define CHECK_INTERVAL 1.0"],
      mapStart: ["CreateTimer(CHECK_INTERVAL, Timer_CheckTeam, _, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);"],
      functions: [`public Action Timer_CheckTeam(Handle timer)\n{\n${indent([...loop, "return Plugin_Continue;"])}\n}`],
    };
  }
  if (pace === "interval-convar") {
    return {
      globals: ["ConVar g_cvInterval;"],
      start: ['g_cvInterval = CreateConVar("$p_interval", "2.0", "Seconds between checks.", FCVAR_NOTIFY, true, 0.5);'],
      mapStart: ["CreateTimer(g_cvInterval.FloatValue, Timer_Look, _, TIMER_FLAG_NO_MAPCHANGE);"],
      functions: [
        `public Action Timer_Look(Handle timer)\n{\n${indent([
          "CreateTimer(g_cvInterval.FloatValue, Timer_Look, _, TIMER_FLAG_NO_MAPCHANGE);",
          ...loop,
          "return Plugin_Stop;",
        ])}\n}`,
      ],
    };
  }
  return {
    globals: ["float g_fNextCheck;"],
    mapStart: ["g_fNextCheck = 0.0;"],
    functions: [
      code(`
        public void OnGameFrame()
        {
            float time = GetGameTime();
            if (time < g_fNextCheck)
            {
                return;
            }
            g_fNextCheck = time + 0.5;
            CheckTeam();
        }`),
      `void CheckTeam()\n{\n${indent(loop)}\n}`,
    ],
  };
}
