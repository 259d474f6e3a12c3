// ask: Tell everyone when a Charger carries a survivor and how far it went in the end.
// ask: Announce charger carries with the distance between start and end.
// say: The position at `charger_carry_start` is stored per Charger and compared at `charger_carry_end`.
// note: The distance is a straight line, not the path.
// twin: g_fFrom => g_fCarryOrigin ;; carried %N %.0f units => dragged %N over %.0f units
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

float g_fFrom[MAXPLAYERS + 1][3];

public Plugin myinfo =
{
    name = "Carry Distance",
    author = "tunewright",
    description = "Distance of a carry.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("charger_carry_start", Event_Start);
    HookEvent("charger_carry_end", Event_End);
}

public void Event_Start(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    if (charger != 0 && IsClientInGame(charger))
    {
        GetClientAbsOrigin(charger, g_fFrom[charger]);
    }
}

public void Event_End(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (charger == 0 || victim == 0 || !IsClientInGame(charger) || !IsClientInGame(victim))
    {
        return;
    }

    float to[3];
    GetClientAbsOrigin(charger, to);
    PrintToChatAll("%N carried %N %.0f units.", charger, victim, GetVectorDistance(g_fFrom[charger], to));
}
