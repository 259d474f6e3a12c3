#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

float g_fNext;

public Plugin myinfo =
{
    name = "Horde Culprit",
    author = "tunewright",
    description = "Names who starts a horde.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("create_panic_event", Event_Panic);
}

public void OnMapStart()
{
    g_fNext = 0.0;
}

public void Event_Panic(Event event, const char[] name, bool dontBroadcast)
{
    int culprit = GetClientOfUserId(event.GetInt("userid"));
    if (culprit == 0 || !IsClientInGame(culprit) || GetGameTime() < g_fNext)
    {
        return;
    }
    g_fNext = GetGameTime() + 10.0;
    PrintToChatAll("\x04%N\x01 has called a horde.", culprit);
}
