// ask: Count common infected kills for each survivor and show them with !kills.
// ask: !kills command with the number of zombies a survivor has shot this map.
// say: `infected_death` has the killer in `attacker`; a headshot counts extra.
// note: The event also fires when the world kills a zombie, then `attacker` is 0.
// twin: g_iKills => g_iCommon ;; g_iHeads => g_iHeadshots ;; kills, %d of them headshots => zombies, %d by headshot
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iKills[MAXPLAYERS + 1];
int g_iHeads[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Kill Tracker",
    author = "tunewright",
    description = "Kills and headshots.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("infected_death", Event_InfectedDeath);
    RegConsoleCmd("sm_kills", Command_Kills, "Your kills.");
}

public void OnClientPutInServer(int client)
{
    g_iKills[client] = 0;
    g_iHeads[client] = 0;
}

public void Event_InfectedDeath(Event event, const char[] name, bool dontBroadcast)
{
    int attacker = GetClientOfUserId(event.GetInt("attacker"));
    if (attacker == 0 || !IsClientInGame(attacker) || GetClientTeam(attacker) != 2)
    {
        return;
    }

    g_iKills[attacker]++;
    if (event.GetBool("headshot"))
    {
        g_iHeads[attacker]++;
    }
}

public Action Command_Kills(int client, int args)
{
    if (client != 0)
    {
        ReplyToCommand(client, "%d kills, %d of them headshots.", g_iKills[client], g_iHeads[client]);
    }
    return Plugin_Handled;
}
