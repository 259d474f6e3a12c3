// ask: Something on our server makes players faster than allowed. Write a watchdog that resets speed values above a limit.
// say: Every two seconds the multiplier of each living player is read, and set back when it is too high.
// note: The finding is logged with `%L`, so you see which SteamID it was.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvMost;

public Plugin myinfo =
{
    name = "Speed Watchdog",
    author = "tunewright",
    description = "Resets movement multipliers above a limit.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvMost = CreateConVar("sm_speed_most", "1.6", "Highest multiplier.", FCVAR_NONE, true, 1.0, true, 5.0);
}

public void OnMapStart()
{
    CreateTimer(2.0, Timer_Watch, _, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Watch(Handle timer)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || !IsPlayerAlive(i))
        {
            continue;
        }

        float factor = GetEntPropFloat(i, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue");
        if (factor > g_cvMost.FloatValue)
        {
            LogMessage("%L moved at %.2f", i, factor);
            SetEntPropFloat(i, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue", 1.0);
        }
    }
    return Plugin_Continue;
}
