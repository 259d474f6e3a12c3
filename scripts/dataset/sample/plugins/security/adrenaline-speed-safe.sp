// ask: Hardened plugin: adrenaline makes a survivor quicker, and the game's own slowdowns must not be fought over every frame.
// say: The multiplier is written once when the shot is used; the end of the effect is checked with the netprop of the game.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define ADRENALINE_SPEED 1.15

public Plugin myinfo =
{
    name = "Adrenaline Speed",
    author = "tunewright",
    description = "Faster while adrenaline lasts.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("adrenaline_used", Event_Shot);
}

public void Event_Shot(Event event, const char[] name, bool dontBroadcast)
{
    int userid = event.GetInt("userid");
    int client = GetClientOfUserId(userid);
    if (client == 0 || !IsClientInGame(client) || !IsPlayerAlive(client))
    {
        return;
    }

    SetSpeed(client, ADRENALINE_SPEED);
    CreateTimer(1.0, Timer_StillActive, userid, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_StillActive(Handle timer, any userid)
{
    int client = GetClientOfUserId(userid);
    if (client == 0 || !IsClientInGame(client))
    {
        return Plugin_Stop;
    }
    if (GetEntProp(client, Prop_Send, "m_bAdrenalineActive") != 0)
    {
        return Plugin_Continue;
    }

    SetSpeed(client, 1.0);
    return Plugin_Stop;
}

void SetSpeed(int client, float factor)
{
    SetEntPropFloat(client, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue", factor);
}
