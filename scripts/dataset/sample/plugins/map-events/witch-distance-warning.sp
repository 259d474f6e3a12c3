// ask: Warn a survivor who comes closer than 400 units to a Witch, with the distance.
// say: Witches are found by class name; the check runs once a second, which is enough for a hint.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

#define NEAR 400.0

public Plugin myinfo =
{
    name = "Witch Distance",
    author = "tunewright",
    description = "Warns near a Witch.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    CreateTimer(1.0, Timer_Look, _, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Look(Handle timer)
{
    int witch = -1;
    float center[3];
    float origin[3];
    while ((witch = FindEntityByClassname(witch, "witch")) != -1)
    {
        GetEntPropVector(witch, Prop_Send, "m_vecOrigin", center);
        for (int i = 1; i <= MaxClients; i++)
        {
            if (!IsClientInGame(i) || IsFakeClient(i) || GetClientTeam(i) != 2 || !IsPlayerAlive(i))
            {
                continue;
            }
            GetClientAbsOrigin(i, origin);
            float distance = GetVectorDistance(center, origin);
            if (distance < NEAR)
            {
                PrintHintText(i, "Witch: %.0f units", distance);
            }
        }
    }
    return Plugin_Continue;
}
