#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Checkpoint Door",
    author = "tunewright",
    description = "Name of the door.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_entered_checkpoint", Event_Door);
}

public void Event_Door(Event event, const char[] name, bool dontBroadcast)
{
    char doorName[64];
    event.GetString("doorname", doorName, sizeof(doorName));
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client != 0 && IsClientInGame(client))
    {
        PrintToServer("%N came through %s (#%d)", client, doorName, event.GetInt("door"));
    }
}
