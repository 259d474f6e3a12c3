// ask: Survivors get a short speed boost after killing ten zombies. It should be abuse-proof: no stacking, reset on death.
// say: While a boost runs, kills are not counted, so it cannot stack; the end is a timer with the userid.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define NEEDED 10
#define BOOST 1.3

int g_iStreak[MAXPLAYERS + 1];
bool g_bBoosted[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Streak Speed",
    author = "tunewright",
    description = "A boost that cannot be stacked.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("infected_death", Event_Kill);
    HookEvent("player_death", Event_Death);
}

public void OnClientPutInServer(int client)
{
    g_iStreak[client] = 0;
    g_bBoosted[client] = false;
}

public void Event_Kill(Event event, const char[] name, bool dontBroadcast)
{
    int attacker = GetClientOfUserId(event.GetInt("attacker"));
    if (attacker == 0 || !IsClientInGame(attacker) || GetClientTeam(attacker) != 2 || g_bBoosted[attacker])
    {
        return;
    }
    if (++g_iStreak[attacker] < NEEDED)
    {
        return;
    }

    g_iStreak[attacker] = 0;
    g_bBoosted[attacker] = true;
    SetEntPropFloat(attacker, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue", BOOST);
    CreateTimer(5.0, Timer_End, GetClientUserId(attacker), TIMER_FLAG_NO_MAPCHANGE);
}

public void Event_Death(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client != 0)
    {
        g_iStreak[client] = 0;
        g_bBoosted[client] = false;
    }
}

public Action Timer_End(Handle timer, int userid)
{
    int client = GetClientOfUserId(userid);
    if (client == 0 || !IsClientInGame(client))
    {
        return Plugin_Stop;
    }

    g_bBoosted[client] = false;
    SetEntPropFloat(client, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue", 1.0);
    return Plugin_Stop;
}
