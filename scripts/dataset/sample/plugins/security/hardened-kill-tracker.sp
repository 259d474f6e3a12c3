// ask: Hardened kill tracker: count zombies per SteamID, no overflow, no work for bots.
// say: The count is kept per SteamID64 and stops at a limit, so a farm map cannot overflow it.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define MOST 1000000

StringMap g_smKills;

public Plugin myinfo =
{
    name = "Hardened Kill Tracker",
    author = "tunewright",
    description = "Kills by SteamID.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_smKills = new StringMap();
    HookEvent("infected_death", Event_Death);
    RegConsoleCmd("sm_mykills", Command_Kills, "Your kills.");
}

public void Event_Death(Event event, const char[] name, bool dontBroadcast)
{
    int killer = GetClientOfUserId(event.GetInt("attacker"));
    char auth[24];
    if (killer == 0 || !IsClientInGame(killer) || !ReadAuth(killer, auth, sizeof(auth)))
    {
        return;
    }

    int kills;
    g_smKills.GetValue(auth, kills);
    if (kills < MOST)
    {
        g_smKills.SetValue(auth, kills + 1);
    }
}

public Action Command_Kills(int client, int args)
{
    char auth[24];
    int kills;
    if (client > 0 && ReadAuth(client, auth, sizeof(auth)))
    {
        g_smKills.GetValue(auth, kills);
    }
    ReplyToCommand(client, "Kills: %d", kills);
    return Plugin_Handled;
}

bool ReadAuth(int client, char[] buffer, int length)
{
    return !IsFakeClient(client) && GetClientAuthId(client, AuthId_SteamID64, buffer, length);
}
