// ask: During a gauntlet run show how far each survivor is along the route.
// say: The flow distance of a player divided by that of the map gives the share of the route.
// note: It starts with `gauntlet_finale_start` and ends with the map.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Gauntlet Pace",
    author = "tunewright",
    description = "Progress in a gauntlet.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("gauntlet_finale_start", Event_Gauntlet, EventHookMode_PostNoCopy);
}

public void Event_Gauntlet(Event event, const char[] name, bool dontBroadcast)
{
    CreateTimer(10.0, Timer_Pace, _, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Pace(Handle timer)
{
    float length = L4D2Direct_GetMapMaxFlowDistance();
    if (length <= 0.0)
    {
        return Plugin_Stop;
    }

    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i) && !IsFakeClient(i) && GetClientTeam(i) == 2 && IsPlayerAlive(i))
        {
            PrintHintText(i, "%d%% of the run", RoundToNearest(100.0 * L4D2Direct_GetFlowDistance(i) / length));
        }
    }
    return Plugin_Continue;
}
