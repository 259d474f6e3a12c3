#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Two Speeds",
    author = "tunewright",
    description = "One speed for doors, one for players.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("door_open", Event_DoorOpen);
}

public void Event_DoorOpen(Event event, const char[] name, bool dontBroadcast)
{
    int door = -1;
    while ((door = FindEntityByClassname(door, "prop_door_rotating")) != -1)
    {
        SetEntPropFloat(door, Prop_Data, "m_flSpeed", 300.0);
    }

    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client != 0 && IsClientInGame(client) && IsPlayerAlive(client))
    {
        SetEntPropFloat(client, Prop_Send, "m_flLaggedMovementValue", 1.1);
    }
}
