#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iZombies[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Top Three",
    author = "tunewright",
    description = "Best three by kills.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("infected_death", Event_ZombieDeath);
    RegConsoleCmd("sm_top", Command_Top, "Best three.");
}

public void OnClientPutInServer(int client)
{
    g_iZombies[client] = 0;
}

public void Event_ZombieDeath(Event event, const char[] name, bool dontBroadcast)
{
    int attacker = GetClientOfUserId(event.GetInt("attacker"));
    if (attacker != 0)
    {
        g_iZombies[attacker]++;
    }
}

public Action Command_Top(int client, int args)
{
    bool listed[MAXPLAYERS + 1];
    for (int place = 1; place <= 3; place++)
    {
        int best = 0;
        for (int i = 1; i <= MaxClients; i++)
        {
            if (IsClientInGame(i) && !listed[i] && GetClientTeam(i) == 2 && (best == 0 || g_iZombies[i] > g_iZombies[best]))
            {
                best = i;
            }
        }
        if (best == 0)
        {
            break;
        }
        listed[best] = true;
        ReplyToCommand(client, "%d. %N: %d", place, best, g_iZombies[best]);
    }
    return Plugin_Handled;
}
