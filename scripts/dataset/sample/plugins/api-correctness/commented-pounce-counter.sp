#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iCount[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Pounce Counter",
    author = "tunewright",
    description = "Counts pounces; see the comment on the name.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    // not "pounce": that event does not exist, and HookEvent would throw
    HookEvent("lunge_pounce", Event_Count);
}

public void OnClientPutInServer(int client)
{
    g_iCount[client] = 0;
}

public void Event_Count(Event event, const char[] name, bool dontBroadcast)
{
    int hunter = GetClientOfUserId(event.GetInt("userid"));
    if (hunter == 0 || !IsClientInGame(hunter))
    {
        return;
    }
    g_iCount[hunter]++;
    PrintToServer("%N: %d pounces", hunter, g_iCount[hunter]);
}
