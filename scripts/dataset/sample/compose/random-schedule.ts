import { type Composer, some, tagOf, titleCase, versionOf } from "./composition.ts";
import { effects } from "./effects.ts";
import { joinPhrases } from "./event-reaction.ts";
import { options } from "./options.ts";
import { code, type Piece } from "./piece.ts";
import { indent, reactionLines, renderPlugin } from "./render-plugin.ts";

const usable = options.filter((option) =>
  [
    "enable",
    "left-start",
    "not-in-finale",
    "coop-only",
    "difficulty",
    "team-size",
    "announce",
    "log",
    "debug",
    "humans-only",
    "standing",
    "forward",
  ].includes(option.id),
);

/** Ways to wait; every one ends in a call of `RunOnce()`. */
const waits: readonly Piece[] = [
  {
    id: "rearm",
    phrase: "waits a random time between two convars each round",
    globals: ["ConVar g_cvMin;", "ConVar g_cvMax;"],
    start: [
      'g_cvMin = CreateConVar("$p_min", "20.0", "Shortest wait.", FCVAR_NOTIFY, true, 1.0);',
      'g_cvMax = CreateConVar("$p_max", "60.0", "Longest wait.", FCVAR_NOTIFY, true, 1.0);',
    ],
    mapStart: ["Schedule();"],
    functions: [
      code(`
        void Schedule()
        {
            float wait = GetRandomFloat(g_cvMin.FloatValue, g_cvMax.FloatValue);
            CreateTimer(wait, Timer_Run, _, TIMER_FLAG_NO_MAPCHANGE);
        }

        public Action Timer_Run(Handle timer)
        {
            RunOnce();
            Schedule();
            return Plugin_Stop;
        }`),
    ],
  },
  {
    id: "handle",
    phrase: "starts a random countdown when the round starts and stops it when the round ends",
    globals: ["Handle g_hTimer;"],
    start: [
      'HookEvent("round_start", Event_Begin, EventHookMode_PostNoCopy);',
      'HookEvent("round_end", Event_Stop, EventHookMode_PostNoCopy);',
    ],
    mapEnd: ["delete g_hTimer;"],
    functions: [
      code(`
        public void Event_Begin(Event event, const char[] name, bool dontBroadcast)
        {
            delete g_hTimer;
            g_hTimer = CreateTimer(GetRandomFloat(15.0, 45.0), Timer_Countdown);
        }

        public void Event_Stop(Event event, const char[] name, bool dontBroadcast)
        {
            delete g_hTimer;
        }

        public Action Timer_Countdown(Handle timer)
        {
            g_hTimer = CreateTimer(GetRandomFloat(15.0, 45.0), Timer_Countdown);
            RunOnce();
            return Plugin_Stop;
        }`),
    ],
  },
  {
    id: "dice",
    phrase: "throws a die every ten seconds and acts on a six",
    mapStart: ["CreateTimer(10.0, Timer_Dice, _, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);"],
    functions: [
      code(`
        public Action Timer_Dice(Handle timer)
        {
            if (GetRandomInt(1, 6) == 6)
            {
                RunOnce();
            }
            return Plugin_Continue;
        }`),
    ],
  },
  {
    id: "kills",
    phrase: "acts after a random number of common infected kills",
    globals: ["int g_iKillsLeft;"],
    start: ['HookEvent("infected_death", Event_InfectedDeath);'],
    mapStart: ["g_iKillsLeft = GetRandomInt(30, 80);"],
    functions: [
      code(`
        public void Event_InfectedDeath(Event event, const char[] name, bool dontBroadcast)
        {
            if (--g_iKillsLeft > 0)
            {
                return;
            }

            g_iKillsLeft = GetRandomInt(30, 80);
            RunOnce();
        }`),
    ],
  },
];

/** Ways to choose; every one defines `void RunOnce()` around `Apply($who)`. */
const choices: readonly Piece[] = [
  {
    id: "random-survivor",
    phrase: "picks one living survivor at random",
    functions: [
      code(`
        void RunOnce()
        {
            int count = 0;
            int candidates[MAXPLAYERS + 1];
            for (int i = 1; i <= MaxClients; i++)
            {
                if (IsLivingSurvivor(i))
                {
                    candidates[count++] = i;
                }
            }
            if (count > 0)
            {
                Apply(candidates[GetRandomInt(0, count - 1)]);
            }
        }`),
    ],
  },
  {
    id: "weighted",
    phrase: "picks a survivor, the weaker the likelier",
    functions: [
      code(`
        void RunOnce()
        {
            int total = 0;
            int weights[MAXPLAYERS + 1];
            for (int i = 1; i <= MaxClients; i++)
            {
                if (IsLivingSurvivor(i) && GetClientHealth(i) <= 100)
                {
                    weights[i] = 101 - GetClientHealth(i);
                    total += weights[i];
                }
            }
            if (total == 0)
            {
                return;
            }

            int ticket = GetRandomInt(1, total);
            for (int i = 1; i <= MaxClients; i++)
            {
                ticket -= weights[i];
                if (weights[i] > 0 && ticket <= 0)
                {
                    Apply(i);
                    return;
                }
            }
        }`),
    ],
  },
  {
    id: "shuffle",
    phrase: "goes through the survivors in a shuffled order so that everyone gets a turn",
    globals: ["ArrayList g_alOrder;"],
    start: ["g_alOrder = new ArrayList();"],
    functions: [
      code(`
        void RunOnce()
        {
            if (g_alOrder.Length == 0)
            {
                for (int i = 1; i <= MaxClients; i++)
                {
                    if (IsLivingSurvivor(i))
                    {
                        g_alOrder.Push(GetClientUserId(i));
                    }
                }
                g_alOrder.Sort(Sort_Random, Sort_Integer);
            }
            if (g_alOrder.Length == 0)
            {
                return;
            }

            int chosen = GetClientOfUserId(g_alOrder.Get(0));
            g_alOrder.Erase(0);
            if (chosen != 0 && IsLivingSurvivor(chosen))
            {
                Apply(chosen);
            }
        }`),
    ],
  },
  {
    id: "everyone",
    phrase: "covers the whole team, each with an even chance",
    functions: [
      code(`
        void RunOnce()
        {
            for (int i = 1; i <= MaxClients; i++)
            {
                if (IsLivingSurvivor(i) && GetRandomInt(0, 1) == 1)
                {
                    Apply(i);
                }
            }
        }`),
    ],
  },
];

/** Composes plugins around `GetRandomFloat` and `GetRandomInt`. */
export const composeRandomSchedule: Composer = (random) => {
  const wait = random.pick(waits);
  const choice = random.pick(choices);
  const chosen = some(random, effects, [1, 1, 2]);
  const limits = some(random, usable, [1, 1, 2]);
  const name = `random-${chosen[0]?.id ?? "event"}`;
  const lines = reactionLines([...limits, ...chosen], "return;");
  const apply: Piece = {
    id: "apply",
    phrase: "",
    functions: [`void Apply(int $who)\n{\n${indent(lines)}\n}`],
    needs: ["IsLivingSurvivor"],
  };
  return {
    id: `random/${wait.id}/${choice.id}/${[...chosen, ...limits].map((piece) => piece.id).join("+")}`,
    category: "api-correctness",
    pieces: [
      `wait-${wait.id}`,
      `choice-${choice.id}`,
      ...chosen.map((piece) => piece.id),
      ...limits.map((piece) => piece.id),
    ],
    goal: `${wait.phrase}, ${choice.phrase} and ${joinPhrases(chosen.map((piece) => piece.phrase))}`,
    wishes: limits.map((piece) => piece.phrase),
    code: renderPlugin([wait, choice, apply, ...limits, ...chosen], {
      title: `L4D2 ${titleCase(name)}`,
      description: `It ${wait.phrase}.`,
      prefix: `l4d2_${name.replaceAll("-", "_")}`,
      tag: tagOf(name),
      parameter: random.pick(["client", "player"]),
      version: versionOf(random),
      config: random.next() < 0.5,
    })
      .replaceAll("$what", "a random turn")
      .replaceAll("$who", "survivor"),
    notes: [random.pick(randomNotes)],
  };
};

const randomNotes: readonly string[] = [
  "`GetRandomInt` includes both ends, hence the `- 1` on list sizes.",
  "`GetRandomFloat` takes the two ends as floats, so write `20.0` and not `20`.",
  "Both random functions are natives of SourceMod, so no include beyond `sourcemod` is needed for them.",
  "The random wait is drawn anew each time; nothing is stored between maps.",
];
