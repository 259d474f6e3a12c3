// ask: Limit how long a Tank may burn: after 15 seconds put the fire out.
// say: Fire damage arrives as `player_hurt` with `DMG_BURN`; one timer per Tank puts the fire out.
#include <sourcemod>
#include <sdktools>
#include <sdkhooks>

#pragma semicolon 1
#pragma newdecls required

#define CLASS_TANK 8
#define BURN_SECONDS 15.0

bool g_bBurning[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Tank Fire Limit",
    author = "tunewright",
    description = "Puts out a burning Tank.",
    version = "1.0.0",
    url = ""
};

public void OnClientPutInServer(int client)
{
    g_bBurning[client] = false;
}

public void OnPluginStart()
{
    HookEvent("player_hurt", Event_Hurt);
}

public void Event_Hurt(Event event, const char[] name, bool dontBroadcast)
{
    int userid = event.GetInt("userid");
    int tank = GetClientOfUserId(userid);
    if ((event.GetInt("type") & DMG_BURN) == 0 || tank == 0 || g_bBurning[tank] || !IsClientInGame(tank))
    {
        return;
    }
    if (GetClientTeam(tank) == 3 && GetEntProp(tank, Prop_Send, "m_zombieClass") == CLASS_TANK && event.GetInt("health") > 0)
    {
        g_bBurning[tank] = true;
        CreateTimer(BURN_SECONDS, Timer_PutOut, userid, TIMER_FLAG_NO_MAPCHANGE);
    }
}

public Action Timer_PutOut(Handle timer, int userid)
{
    int tank = GetClientOfUserId(userid);
    if (tank != 0)
    {
        g_bBurning[tank] = false;
    }
    if (tank != 0 && IsClientInGame(tank) && IsPlayerAlive(tank))
    {
        ExtinguishEntity(tank);
    }
    return Plugin_Stop;
}
