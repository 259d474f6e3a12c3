// ask: Kill feed for special infected only: killer, class, weapon.
// say: `player_death` covers common infected as well; those have no victim userid.
// note: The order of the names follows `m_zombieClass`.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

char g_sNames[][] = { "", "Smoker", "Boomer", "Hunter", "Spitter", "Jockey", "Charger", "Witch", "Tank" };

public Plugin myinfo =
{
    name = "Special Kill Feed",
    author = "tunewright",
    description = "Kills of special infected.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_death", Event_Death);
}

public void Event_Death(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("userid"));
    int killer = GetClientOfUserId(event.GetInt("attacker"));
    if (victim == 0 || killer == 0 || !IsClientInGame(victim) || GetClientTeam(victim) != 3)
    {
        return;
    }

    int zombieClass = GetEntProp(victim, Prop_Send, "m_zombieClass");
    if (zombieClass < 1 || zombieClass >= sizeof(g_sNames))
    {
        return;
    }

    char weapon[32];
    event.GetString("weapon", weapon, sizeof(weapon));
    PrintToChatAll("%N > %s [%s]%s", killer, g_sNames[zombieClass], weapon, event.GetBool("headshot") ? " headshot" : "");
}
