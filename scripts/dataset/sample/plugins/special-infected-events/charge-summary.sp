#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iBowled[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Charge Summary",
    author = "tunewright",
    description = "Bystanders of a charge.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("charger_charge_start", Event_Begin);
    HookEvent("charger_impact", Event_Bowled);
    HookEvent("charger_charge_end", Event_Finish);
}

public void Event_Begin(Event event, const char[] name, bool dontBroadcast)
{
    g_iBowled[GetClientOfUserId(event.GetInt("userid"))] = 0;
}

public void Event_Bowled(Event event, const char[] name, bool dontBroadcast)
{
    g_iBowled[GetClientOfUserId(event.GetInt("userid"))]++;
}

public void Event_Finish(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    if (charger != 0 && g_iBowled[charger] > 0)
    {
        PrintToChatAll("%N: %d on the way.", charger, g_iBowled[charger]);
    }
}
