// ask: Track bile hits across reconnects in a hardened way (no names as keys).
// say: A `StringMap` with the SteamID as key holds the numbers until the map changes.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

StringMap g_smBile;

public Plugin myinfo =
{
    name = "Bile Stats",
    author = "tunewright",
    description = "Bile hits by SteamID.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_smBile = new StringMap();
    HookEvent(/*wrong:boomer_vomit*/"player_now_it", Event_Splash);
    RegAdminCmd("sm_bilestats", Command_Stats, ADMFLAG_GENERIC, "Number of players with bile hits.");
}

public void OnMapEnd()
{
    g_smBile.Clear();
}

public void Event_Splash(Event event, const char[] name, bool dontBroadcast)
{
    int attacker = GetClientOfUserId(event.GetInt("attacker"));
    if (attacker == 0 || !IsClientInGame(attacker) || IsFakeClient(attacker))
    {
        return;
    }

    char auth[32];
    if (GetClientAuthId(attacker, AuthId_Steam2, auth, sizeof(auth)))
    {
        int hits;
        g_smBile.GetValue(auth, hits);
        g_smBile.SetValue(auth, hits + 1);
    }
}

public Action Command_Stats(int client, int args)
{
    ReplyToCommand(client, "[Bile] %d players have hit somebody.", g_smBile.Size);
    return Plugin_Handled;
}
