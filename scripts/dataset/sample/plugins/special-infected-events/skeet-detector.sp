// ask: Detect skeets: a hunter shot dead in mid-leap.
// say: A Hunter in the air has `m_isLunging` set on its ability entity; in the pre hook of `player_death` it still can be read.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define CLASS_HUNTER 3

public Plugin myinfo =
{
    name = "Skeet Detector",
    author = "tunewright",
    description = "Hunters killed in the air.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_death", Event_Death, EventHookMode_Pre);
}

public Action Event_Death(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("userid"));
    int killer = GetClientOfUserId(event.GetInt("attacker"));
    if (victim == 0 || killer == 0 || !IsClientInGame(victim) || GetClientTeam(victim) != 3)
    {
        return Plugin_Continue;
    }
    if (GetEntProp(victim, Prop_Send, "m_zombieClass") != CLASS_HUNTER)
    {
        return Plugin_Continue;
    }

    int ability = GetEntPropEnt(victim, Prop_Send, "m_customAbility");
    if (ability > 0 && HasEntProp(ability, Prop_Send, "m_isLunging") && GetEntProp(ability, Prop_Send, "m_isLunging") != 0)
    {
        PrintToChatAll("%N skeeted %N!", killer, victim);
    }
    return Plugin_Continue;
}
