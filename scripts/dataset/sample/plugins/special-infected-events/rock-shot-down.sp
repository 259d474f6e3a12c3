// ask: Reward survivors who shoot a Tank rock out of the air.
// say: `tank_rock_killed` has the shooter in `userid`.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Rock Reward",
    author = "tunewright",
    description = "Temporary health for a shot rock.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("tank_rock_killed", Event_RockKilled);
}

public void Event_RockKilled(Event event, const char[] name, bool dontBroadcast)
{
    int shooter = GetClientOfUserId(event.GetInt("userid"));
    if (shooter == 0 || !IsClientInGame(shooter) || GetClientTeam(shooter) != 2 || !IsPlayerAlive(shooter))
    {
        return;
    }

    float buffer = GetEntPropFloat(shooter, Prop_Send, "m_healthBuffer");
    SetEntPropFloat(shooter, Prop_Send, "m_healthBuffer", buffer + 5.0);
    SetEntPropFloat(shooter, Prop_Send, "m_healthBufferTime", GetGameTime());
    PrintToChatAll("%N shot a rock down.", shooter);
}
