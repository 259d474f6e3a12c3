#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Witch Anger",
    author = "tunewright",
    description = "Who startled the Witch, and from where.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("witch_harasser_set", Event_Anger);
}

public void Event_Anger(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    int witch = event.GetInt("witchid");
    if (client == 0 || !IsClientInGame(client) || witch <= MaxClients || !IsValidEntity(witch))
    {
        return;
    }

    float from[3];
    float to[3];
    GetClientAbsOrigin(client, from);
    GetEntPropVector(witch, Prop_Send, "m_vecOrigin", to);
    PrintToChatAll("%N startled the Witch from %.0f units.", client, GetVectorDistance(from, to));
}
