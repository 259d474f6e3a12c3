#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Adrenaline Rush",
    author = "tunewright",
    description = "Faster for eight seconds.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("adrenaline_used", Event_Used);
}

public void Event_Used(Event event, const char[] name, bool dontBroadcast)
{
    int userid = event.GetInt("userid");
    int client = GetClientOfUserId(userid);
    if (client != 0 && IsClientInGame(client) && IsPlayerAlive(client))
    {
        SetEntPropFloat(client, Prop_Send, "m_flLaggedMovementValue", 1.2);
        CreateTimer(8.0, Timer_Over, userid, TIMER_FLAG_NO_MAPCHANGE);
    }
}

public Action Timer_Over(Handle timer, int userid)
{
    int client = GetClientOfUserId(userid);
    if (client != 0 && IsClientInGame(client))
    {
        SetEntPropFloat(client, Prop_Send, "m_flLaggedMovementValue", 1.0);
    }
    return Plugin_Stop;
}
