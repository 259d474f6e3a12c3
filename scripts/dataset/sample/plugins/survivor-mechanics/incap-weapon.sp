#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Incap Weapon",
    author = "tunewright",
    description = "With what a survivor was taken down.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_incapacitated", Event_Incap);
}

public void Event_Incap(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || !IsClientInGame(client) || GetClientTeam(client) != 2)
    {
        return;
    }

    char weapon[32];
    event.GetString("weapon", weapon, sizeof(weapon), "the horde");
    PrintToChatAll("%N was taken down by %s.", client, weapon);
}
