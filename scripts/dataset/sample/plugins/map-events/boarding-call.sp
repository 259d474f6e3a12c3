#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Boarding Call",
    author = "tunewright",
    description = "Calls everyone to the rescue.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("finale_vehicle_ready", Event_Board);
}

public void Event_Board(Event event, const char[] name, bool dontBroadcast)
{
    PrintHintTextToAll("The rescue is here, get on!");
}
