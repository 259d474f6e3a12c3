import { code, type Piece } from "./piece.ts";

/** Limits and switches around an effect; `$leave` in a guard stands for the return statement of the place. */
export const options: readonly Piece[] = [
  {
    id: "enable",
    phrase: "an on/off convar",
    globals: ["ConVar g_cvEnable;"],
    start: [
      'g_cvEnable = CreateConVar("$p_enable", "1", "Turn the plugin on or off.", FCVAR_NOTIFY, true, 0.0, true, 1.0);',
    ],
    guard: ["if (!g_cvEnable.BoolValue)\n{\n    $leave\n}"],
  },
  {
    id: "cooldown",
    phrase: "a cooldown per player",
    globals: ["ConVar g_cvCooldown;", "float g_fReadyAt[MAXPLAYERS + 1];"],
    start: [
      'g_cvCooldown = CreateConVar("$p_cooldown", "20.0", "Seconds between two uses.", FCVAR_NOTIFY, true, 0.0);',
    ],
    join: ["g_fReadyAt[client] = 0.0;"],
    mapStart: [
      code(`
        for (int i = 1; i <= MaxClients; i++)
        {
            g_fReadyAt[i] = 0.0;
        }`),
    ],
    guard: [
      code(`
        float now = GetGameTime();
        if (now < g_fReadyAt[$who])
        {
            $leave
        }
        g_fReadyAt[$who] = now + g_cvCooldown.FloatValue;`),
    ],
  },
  {
    id: "chance",
    phrase: "a chance in percent",
    globals: ["ConVar g_cvChance;"],
    start: [
      'g_cvChance = CreateConVar("$p_chance", "35.0", "Chance in percent.", FCVAR_NOTIFY, true, 0.0, true, 100.0);',
    ],
    guard: ["if (GetRandomFloat(0.0, 100.0) > g_cvChance.FloatValue)\n{\n    $leave\n}"],
  },
  {
    id: "humans-only",
    phrase: "bots left alone",
    guard: ["if (IsFakeClient($who))\n{\n    $leave\n}"],
  },
  {
    id: "round-limit",
    phrase: "a limit per player and round",
    globals: ["ConVar g_cvLimit;", "int g_iUses[MAXPLAYERS + 1];"],
    start: [
      'g_cvLimit = CreateConVar("$p_limit", "3", "Uses per player and round.", FCVAR_NOTIFY, true, 1.0);',
      'HookEvent("round_start", Event_ResetUses, EventHookMode_PostNoCopy);',
    ],
    join: ["g_iUses[client] = 0;"],
    guard: ["if (g_iUses[$who] >= g_cvLimit.IntValue)\n{\n    $leave\n}\ng_iUses[$who]++;"],
    functions: [
      code(`
        public void Event_ResetUses(Event event, const char[] name, bool dontBroadcast)
        {
            for (int i = 1; i <= MaxClients; i++)
            {
                g_iUses[i] = 0;
            }
        }`),
    ],
  },
  {
    id: "opt-out",
    phrase: "a command with a saved setting so that players can opt out",
    includes: ["clientprefs"],
    globals: ["Cookie g_hOptOut;"],
    start: [
      'g_hOptOut = new Cookie("$p_off", "1 = do not use this on me", CookieAccess_Private);',
      'RegConsoleCmd("sm_$p", Command_Toggle, "Switches it on or off for you.");',
    ],
    guard: ["if (HasOptedOut($who))\n{\n    $leave\n}"],
    functions: [
      code(`
        public Action Command_Toggle(int client, int args)
        {
            if (client == 0 || !AreClientCookiesCached(client))
            {
                ReplyToCommand(client, "[$tag] Your settings are not loaded yet.");
                return Plugin_Handled;
            }

            bool off = !HasOptedOut(client);
            g_hOptOut.Set(client, off ? "1" : "0");
            ReplyToCommand(client, "[$tag] %s", off ? "Off for you." : "On for you.");
            return Plugin_Handled;
        }`),
      code(`
        bool HasOptedOut(int client)
        {
            if (IsFakeClient(client) || !AreClientCookiesCached(client))
            {
                return false;
            }

            char value[4];
            g_hOptOut.Get(client, value, sizeof(value));
            return StringToInt(value) == 1;
        }`),
    ],
  },
  {
    id: "left-start",
    phrase: "no effect before the team has left the start area",
    includes: ["left4dhooks"],
    guard: ["if (!L4D_HasAnySurvivorLeftSafeArea())\n{\n    $leave\n}"],
  },
  {
    id: "not-in-finale",
    phrase: "nothing during a finale",
    includes: ["left4dhooks"],
    guard: ["if (L4D_IsFinaleActive())\n{\n    $leave\n}"],
  },
  {
    id: "coop-only",
    phrase: "a limit to campaign and realism",
    globals: ["ConVar g_cvGameMode;"],
    start: ['g_cvGameMode = FindConVar("mp_gamemode");'],
    guard: ["if (!IsCampaign())\n{\n    $leave\n}"],
    functions: [
      code(`
        bool IsCampaign()
        {
            char mode[32];
            g_cvGameMode.GetString(mode, sizeof(mode));
            return StrEqual(mode, "coop", false) || StrEqual(mode, "realism", false);
        }`),
    ],
  },
  {
    id: "difficulty",
    phrase: "a limit to Advanced and Expert",
    globals: ["ConVar g_cvDifficulty;"],
    start: ['g_cvDifficulty = FindConVar("z_difficulty");'],
    guard: ["if (!IsHardDifficulty())\n{\n    $leave\n}"],
    functions: [
      code(`
        bool IsHardDifficulty()
        {
            char difficulty[32];
            g_cvDifficulty.GetString(difficulty, sizeof(difficulty));
            return StrEqual(difficulty, "Hard", false) || StrEqual(difficulty, "Impossible", false);
        }`),
    ],
  },
  {
    id: "standing",
    phrase: "no effect on anyone who is down or hanging",
    guard: [
      code(`
        if (IsIncapacitated($who) || GetEntProp($who, Prop_Send, "m_isHangingFromLedge") != 0)
        {
            $leave
        }`),
    ],
    needs: ["IsIncapacitated"],
  },
  {
    id: "team-size",
    phrase: "a minimum of living survivors",
    globals: ["ConVar g_cvMinimum;"],
    start: [
      'g_cvMinimum = CreateConVar("$p_min_survivors", "2", "Living survivors needed.", FCVAR_NOTIFY, true, 1.0);',
    ],
    guard: ["if (CountLivingSurvivors() < g_cvMinimum.IntValue)\n{\n    $leave\n}"],
    needs: ["CountLivingSurvivors"],
  },
  {
    id: "announce",
    phrase: "a line in chat for everyone",
    body: ['PrintToChatAll("\\x04[$tag]\\x01 %N: $what.", $who);'],
  },
  {
    id: "hint",
    phrase: "a hint for the player in question",
    body: ['if (!IsFakeClient($who))\n{\n    PrintHintText($who, "$tag: $what.");\n}'],
  },
  {
    id: "log",
    phrase: "a log file of its own",
    globals: ["char g_sLog[PLATFORM_MAX_PATH];"],
    start: ['BuildPath(Path_SM, g_sLog, sizeof(g_sLog), "logs/$p.log");'],
    body: ['LogToFile(g_sLog, "%L at health %d", $who, GetClientHealth($who));'],
  },
  {
    id: "forward",
    phrase: "a forward for other plugins",
    globals: ["GlobalForward g_fwdDone;"],
    start: ['g_fwdDone = new GlobalForward("On_$p", ET_Ignore, Param_Cell);'],
    body: ["Call_StartForward(g_fwdDone);\nCall_PushCell($who);\nCall_Finish();"],
  },
  {
    id: "debug",
    phrase: "a debug convar that prints to the server console",
    globals: ["ConVar g_cvDebug;"],
    start: ['g_cvDebug = CreateConVar("$p_debug", "0", "Print what happens.", FCVAR_NONE, true, 0.0, true, 1.0);'],
    body: ['if (g_cvDebug.BoolValue)\n{\n    PrintToServer("[$tag] %N, t=%.1f", $who, GetGameTime());\n}'],
  },
  {
    id: "admins-exempt",
    phrase: "an exemption for admins with a command override",
    guard: ['if (CheckCommandAccess($who, "$p_exempt", ADMFLAG_GENERIC, true))\n{\n    $leave\n}'],
  },
];
