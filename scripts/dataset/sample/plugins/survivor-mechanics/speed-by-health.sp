// ask: The lower the health, the slower the survivor. Smooth, not in steps.
// say: A linear map from health to the multiplier, applied four times a second.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define SLOWEST 0.7

public Plugin myinfo =
{
    name = "Speed By Health",
    author = "tunewright",
    description = "Wounded survivors are slower.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    CreateTimer(0.25, Timer_Update, _, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Update(Handle timer)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || GetClientTeam(i) != 2 || !IsPlayerAlive(i))
        {
            continue;
        }

        float share = float(GetClientHealth(i)) / float(GetEntProp(i, Prop_Send, "m_iMaxHealth"));
        if (share > 1.0)
        {
            share = 1.0;
        }
        SetEntPropFloat(i, Prop_Send, "m_flLaggedMovementValue", SLOWEST + (1.0 - SLOWEST) * share);
    }
    return Plugin_Continue;
}
