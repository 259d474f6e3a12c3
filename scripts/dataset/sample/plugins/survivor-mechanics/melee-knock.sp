// ask: Every tenth melee kill heals the survivor by 2, but never someone who is down.
// say: `melee_kill` counts per player; the health is capped with the netprop of the maximum.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iMelee[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Melee Heal",
    author = "tunewright",
    description = "Heals for melee kills.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("melee_kill", Event_MeleeKill);
}

public void OnClientPutInServer(int client)
{
    g_iMelee[client] = 0;
}

public void Event_MeleeKill(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || !IsClientInGame(client) || !IsPlayerAlive(client))
    {
        return;
    }
    if (++g_iMelee[client] % 10 != 0 || GetEntProp(client, Prop_Send, "m_isIncapacitated") != 0)
    {
        return;
    }

    int health = GetClientHealth(client) + 2;
    int maximum = GetEntProp(client, Prop_Send, "m_iMaxHealth");
    SetEntityHealth(client, health < maximum ? health : maximum);
}
