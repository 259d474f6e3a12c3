// ask: Show the tank player his frustration in the hint area.
// ask: Hint with the frustration of the Tank player, updated every second.
// say: The netprop `m_frustration` counts up to 100.
// twin: Frustration: %d%% => Control left: %d%% ;; frustration); => 100 - frustration);
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define CLASS_TANK 8

public Plugin myinfo =
{
    name = "Frustration Meter",
    author = "tunewright",
    description = "Shows a Tank player the frustration.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    CreateTimer(1.0, Timer_Meter, _, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Meter(Handle timer)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || IsFakeClient(i) || GetClientTeam(i) != 3 || !IsPlayerAlive(i))
        {
            continue;
        }
        if (GetEntProp(i, Prop_Send, "m_zombieClass") == CLASS_TANK)
        {
            int frustration = GetEntProp(i, Prop_Send, "m_frustration");
            PrintHintText(i, "Frustration: %d%%", frustration);
        }
    }
    return Plugin_Continue;
}
