// ask: Heal in the saferoom, but nobody may use it to heal more than once per map, and nothing may break on a reconnect.
// say: Who has been healed is remembered by SteamID, so leaving and coming back does not help.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

StringMap g_smHealed;

public Plugin myinfo =
{
    name = "Single Saferoom Heal",
    author = "tunewright",
    description = "One heal per map and SteamID.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_smHealed = new StringMap();
    HookEvent("player_entered_checkpoint", Event_Entered);
}

public void OnMapStart()
{
    g_smHealed.Clear();
}

public void Event_Entered(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    char auth[32];
    if (client == 0 || !IsClientInGame(client) || GetClientTeam(client) != 2 || !IsPlayerAlive(client))
    {
        return;
    }
    if (!L4D_IsInLastCheckpoint(client) || !GetClientAuthId(client, AuthId_Steam2, auth, sizeof(auth)))
    {
        return;
    }

    if (g_smHealed.SetValue(auth, 1, false) && !L4D_IsPlayerIncapacitated(client))
    {
        SetEntityHealth(client, GetEntProp(client, Prop_Send, "m_iMaxHealth"));
    }
}
