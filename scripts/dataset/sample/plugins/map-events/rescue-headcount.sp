#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Rescue Headcount",
    author = "tunewright",
    description = "Living survivors when the rescue is there.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("finale_vehicle_ready", Event_VehicleReady, EventHookMode_PostNoCopy);
}

public void Event_VehicleReady(Event event, const char[] name, bool dontBroadcast)
{
    int alive;
    int all;
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i) && GetClientTeam(i) == 2)
        {
            all++;
            alive += IsPlayerAlive(i) ? 1 : 0;
        }
    }
    PrintToChatAll("%d of %d survivors are alive.", alive, all);
}
