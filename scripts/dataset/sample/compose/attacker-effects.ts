import { code, type Piece } from "./piece.ts";

/** What happens to the infected player who did it; `$other` is that player. */
export const attackerEffects: readonly Piece[] = [
  {
    id: "stagger-attacker",
    phrase: "staggers the attacker once the grip is off",
    includes: ["left4dhooks"],
    body: ["StaggerAttacker($other, $who);"],
    functions: [
      code(`
        void StaggerAttacker(int infected, int source)
        {
            float origin[3];
            GetClientAbsOrigin(source, origin);
            L4D_StaggerPlayer(infected, source, origin);
        }`),
    ],
  },
  {
    id: "burn-attacker",
    phrase: "sets the attacker on fire",
    includes: ["sdktools"],
    globals: ["ConVar g_cvBurn;"],
    start: ['g_cvBurn = CreateConVar("$p_burn", "4.0", "Seconds the attacker burns.", FCVAR_NOTIFY, true, 0.5);'],
    body: ["IgniteEntity($other, g_cvBurn.FloatValue);"],
  },
  {
    id: "reward-attacker",
    phrase: "rewards the attacker with extra health",
    globals: ["ConVar g_cvReward;"],
    start: ['g_cvReward = CreateConVar("$p_reward", "50", "Health for the attacker.", FCVAR_NOTIFY, true, 0.0);'],
    body: ["SetEntityHealth($other, GetClientHealth($other) + g_cvReward.IntValue);"],
  },
  {
    id: "name-attacker",
    phrase: "names the attacker in chat with the class",
    globals: [
      'char g_sClasses[][] = { "none", "Smoker", "Boomer", "Hunter", "Spitter", "Jockey", "Charger", "Witch", "Tank" };',
    ],
    body: ["NameAttacker($other, $who);"],
    functions: [
      code(`
        void NameAttacker(int infected, int victim)
        {
            int zombieClass = GetEntProp(infected, Prop_Send, "m_zombieClass");
            if (zombieClass > 0 && zombieClass < sizeof(g_sClasses))
            {
                PrintToChatAll("[$tag] %N (%s) got %N.", infected, g_sClasses[zombieClass], victim);
            }
        }`),
    ],
  },
  {
    id: "mark-attacker",
    phrase: "makes the attacker glow for the survivors",
    includes: ["sdktools"],
    body: ["MarkAttacker($other);"],
    functions: [
      code(`
        void MarkAttacker(int infected)
        {
            SetEntProp(infected, Prop_Send, "m_iGlowType", 3);
            SetEntProp(infected, Prop_Send, "m_glowColorOverride", 255);
            CreateTimer(5.0, Timer_Unmark, GetClientUserId(infected), TIMER_FLAG_NO_MAPCHANGE);
        }

        public Action Timer_Unmark(Handle timer, int userid)
        {
            int infected = GetClientOfUserId(userid);
            if (infected != 0 && IsClientInGame(infected))
            {
                SetEntProp(infected, Prop_Send, "m_iGlowType", 0);
            }
            return Plugin_Stop;
        }`),
    ],
  },
  {
    id: "tell-attacker",
    phrase: "tells the attacker how much health the survivor has left",
    body: [
      code(`
        if (!IsFakeClient($other))
        {
            PrintToChat($other, "[$tag] %N is at %d health.", $who, GetClientHealth($who));
        }`),
    ],
  },
];
