// ask: Show in which order survivors reached the end saferoom and how long each needed.
// say: The clock starts with `player_left_safe_area`; each player is listed once.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

float g_fStart;
bool g_bArrived[MAXPLAYERS + 1];
int g_iPlace;

public Plugin myinfo =
{
    name = "Arrival Order",
    author = "tunewright",
    description = "Places and times at the saferoom.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("round_start", Event_Reset, EventHookMode_PostNoCopy);
    HookEvent("player_left_safe_area", Event_Left, EventHookMode_PostNoCopy);
    HookEvent("player_entered_checkpoint", Event_Entered);
}

public void Event_Reset(Event event, const char[] name, bool dontBroadcast)
{
    g_iPlace = 0;
    g_fStart = 0.0;
    for (int i = 1; i <= MaxClients; i++)
    {
        g_bArrived[i] = false;
    }
}

public void Event_Left(Event event, const char[] name, bool dontBroadcast)
{
    g_fStart = GetGameTime();
}

public void Event_Entered(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || g_fStart <= 0.0 || g_bArrived[client] || !IsClientInGame(client) || GetClientTeam(client) != 2)
    {
        return;
    }
    if (L4D_IsInLastCheckpoint(client))
    {
        g_bArrived[client] = true;
        g_iPlace++;
        PrintToChatAll("#%d %N after %.0f seconds", g_iPlace, client, GetGameTime() - g_fStart);
    }
}
