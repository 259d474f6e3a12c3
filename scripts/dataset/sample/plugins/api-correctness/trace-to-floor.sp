// ask: Find the floor below a player with a trace. Correct TR_ functions and a filter.
// say: `TR_TraceRayFilterEx` returns a handle that has to be deleted; the filter skips all players.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Floor Height",
    author = "tunewright",
    description = "Height above the floor.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_height", Command_Height, "Your height above the floor.");
}

public Action Command_Height(int client, int args)
{
    if (client == 0 || !IsPlayerAlive(client))
    {
        return Plugin_Handled;
    }

    float start[3];
    float end[3];
    GetClientAbsOrigin(client, start);
    Handle trace = TR_TraceRayFilterEx(start, view_as<float>({ 90.0, 0.0, 0.0 }), MASK_PLAYERSOLID, RayType_Infinite, Filter_NoPlayers);
    if (TR_DidHit(trace))
    {
        TR_GetEndPosition(end, trace);
        ReplyToCommand(client, "%.1f units", start[2] - end[2]);
    }
    delete trace;
    return Plugin_Handled;
}

public bool Filter_NoPlayers(int entity, int contentsMask)
{
    return entity > MaxClients;
}
