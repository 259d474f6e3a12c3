// ask: Random hordes, throttled so that the server cannot be overloaded. Validate the convars against each other.
// say: A minimum above the maximum would give an empty range, so the two are ordered before use.
// note: `L4D_ForcePanicEvent` asks the director for a horde; no cheat command is involved.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvFrom;
ConVar g_cvTo;

public Plugin myinfo =
{
    name = "Random Hordes",
    author = "tunewright",
    description = "Hordes at random times, throttled.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvFrom = CreateConVar("sm_horde_from", "90.0", "Shortest wait.", FCVAR_NOTIFY, true, 30.0);
    g_cvTo = CreateConVar("sm_horde_to", "240.0", "Longest wait.", FCVAR_NOTIFY, true, 30.0);
}

public void OnMapStart()
{
    CreateTimer(/*wrong:RandomFloat*/GetRandomFloat(60.0, 90.0), Timer_Horde, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Horde(Handle timer)
{
    float from = g_cvFrom.FloatValue;
    float to = g_cvTo.FloatValue;
    if (from > to)
    {
        from = to;
    }

    CreateTimer(/*wrong:RandomFloat*/GetRandomFloat(from, to), Timer_Horde, _, TIMER_FLAG_NO_MAPCHANGE);
    if (L4D_HasAnySurvivorLeftSafeArea() && !L4D_IsFinaleActive() && /*wrong:RandomInt*/GetRandomInt(1, 100) <= 60)
    {
        L4D_ForcePanicEvent();
    }
    return Plugin_Stop;
}
