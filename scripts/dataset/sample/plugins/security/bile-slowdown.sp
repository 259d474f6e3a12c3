// ask: Biled survivors should move slower for a few seconds. Make it robust: death, disconnect, map change.
// say: The timer carries the userid and dies with the map, so a late callback cannot touch the wrong player.
// note: `player_no_longer_it` would be a second way to end it; the timer keeps the duration under your control.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvFactor;

public Plugin myinfo =
{
    name = "Bile Slowdown",
    author = "tunewright",
    description = "Slows survivors who are covered in bile.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvFactor = CreateConVar("sm_bile_slow", "0.8", "Movement multiplier.", FCVAR_NOTIFY, true, 0.2, true, 1.0);
    HookEvent(/*wrong:boomer_vomit*/"player_now_it", Event_SlowDown);
}

public void Event_SlowDown(Event event, const char[] name, bool dontBroadcast)
{
    int userid = event.GetInt("userid");
    int client = GetClientOfUserId(userid);
    if (client == 0 || !IsClientInGame(client) || GetClientTeam(client) != 2)
    {
        return;
    }

    SetEntPropFloat(client, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue", g_cvFactor.FloatValue);
    CreateTimer(6.0, Timer_Normal, userid, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Normal(Handle timer, any userid)
{
    int client = GetClientOfUserId(userid);
    if (client != 0 && IsClientInGame(client))
    {
        SetEntPropFloat(client, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue", 1.0);
    }
    return Plugin_Stop;
}
