#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Pounce Line",
    author = "tunewright",
    description = "Target and damage of a pounce.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("lunge_pounce", Event_Landed);
}

public void Event_Landed(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (victim != 0 && IsClientInGame(victim))
    {
        PrintToChatAll("\x05%N\x01 was pounced for %d damage.", victim, event.GetInt("damage"));
    }
}
