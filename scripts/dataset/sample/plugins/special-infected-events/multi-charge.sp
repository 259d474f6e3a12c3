// ask: Detect when one charge knocks over three or more survivors.
// say: Impacts are collected per Charger between `charger_charge_start` and `charger_charge_end`.
// note: The carried survivor is not part of `charger_impact`.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iHits[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Strike",
    author = "tunewright",
    description = "Charges that hit three or more.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("charger_charge_start", Event_ChargeStart);
    HookEvent("charger_impact", Event_Impact);
    HookEvent("charger_charge_end", Event_ChargeEnd);
}

public void Event_ChargeStart(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    g_iHits[charger] = 0;
}

public void Event_Impact(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    g_iHits[charger]++;
}

public void Event_ChargeEnd(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    if (charger != 0 && IsClientInGame(charger) && g_iHits[charger] >= 3)
    {
        PrintToChatAll("\x03STRIKE!\x01 %N bowled over %d survivors.", charger, g_iHits[charger]);
    }
    g_iHits[charger] = 0;
}
