// ask: Alert when the whole survivor team is covered in bile at the same time.
// say: A flag per player is set and cleared by the two bile events, and counted on each change.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

bool g_bBiled[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Full Team Bile",
    author = "tunewright",
    description = "Alert when everybody is covered.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_now_it", Event_NowIt);
    HookEvent("player_no_longer_it", Event_NoLongerIt);
    HookEvent("round_start", Event_RoundStart, EventHookMode_PostNoCopy);
}

public void Event_RoundStart(Event event, const char[] name, bool dontBroadcast)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        g_bBiled[i] = false;
    }
}

public void Event_NowIt(Event event, const char[] name, bool dontBroadcast)
{
    g_bBiled[GetClientOfUserId(event.GetInt("userid"))] = true;

    int alive = 0;
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || GetClientTeam(i) != 2 || !IsPlayerAlive(i))
        {
            continue;
        }
        if (!g_bBiled[i])
        {
            return;
        }
        alive++;
    }
    if (alive > 1)
    {
        PrintCenterTextAll("All %d survivors are covered!", alive);
    }
}

public void Event_NoLongerIt(Event event, const char[] name, bool dontBroadcast)
{
    g_bBiled[GetClientOfUserId(event.GetInt("userid"))] = false;
}
