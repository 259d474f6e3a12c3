#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

float g_fStart[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Carry Timer",
    author = "tunewright",
    description = "Measures how long a Charger carries.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("charger_carry_start", Event_CarryStart);
    HookEvent("charger_carry_end", Event_CarryEnd);
}

public void Event_CarryStart(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    if (charger != 0)
    {
        g_fStart[charger] = GetGameTime();
    }
}

public void Event_CarryEnd(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (charger == 0 || victim == 0 || !IsClientInGame(charger) || !IsClientInGame(victim))
    {
        return;
    }
    PrintToChatAll("%N carried %N for %.1f s.", charger, victim, GetGameTime() - g_fStart[charger]);
}
