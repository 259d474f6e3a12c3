#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

#define DOOR_SPEED 400.0

public Plugin myinfo =
{
    name = "Fast Doors",
    author = "tunewright",
    description = "Doors that open faster.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("round_start", Event_RoundStart, EventHookMode_PostNoCopy);
}

public void Event_RoundStart(Event event, const char[] name, bool dontBroadcast)
{
    int door = -1;
    while ((door = FindEntityByClassname(door, "prop_door_rotating")) != -1)
    {
        SetEntPropFloat(door, Prop_Data, "m_flSpeed", DOOR_SPEED);
    }
}
