#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Arrival Health",
    author = "tunewright",
    description = "Health on arrival.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_entered_checkpoint", Event_Arrived);
}

public void Event_Arrived(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || !IsClientInGame(client) || GetClientTeam(client) != 2 || !L4D_IsInLastCheckpoint(client))
    {
        return;
    }
    PrintToChatAll("%N arrived with %d health.", client, GetClientHealth(client));
}
