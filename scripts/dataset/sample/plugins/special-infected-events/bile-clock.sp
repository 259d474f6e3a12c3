#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

float g_fSince[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Bile Clock",
    author = "tunewright",
    description = "Tells how long the bile lasted.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_now_it", Event_Begin);
    HookEvent("player_no_longer_it", Event_End);
}

public void Event_Begin(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client != 0)
    {
        g_fSince[client] = GetGameTime();
    }
}

public void Event_End(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || !IsClientInGame(client) || IsFakeClient(client))
    {
        return;
    }
    PrintToChat(client, "You were covered for %.1f seconds.", GetGameTime() - g_fSince[client]);
}
