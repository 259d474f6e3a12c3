// ask: player_hurt with attacker 0 gives me "Client index 0 is invalid". Show a handler that cannot fail.
// say: World damage has no attacker, so 0 is a normal value and not an error.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Safe Hurt Handler",
    author = "tunewright",
    description = "Handles damage without an attacker.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_hurt", Event_Hurt);
}

public void Event_Hurt(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("userid"));
    int attacker = GetClientOfUserId(event.GetInt("attacker"));
    int damage = event.GetInt("dmg_health");
    if (victim == 0 || !IsClientInGame(victim) || IsFakeClient(victim))
    {
        return;
    }

    if (attacker == 0)
    {
        PrintToConsole(victim, "World: -%d", damage);
    }
    else if (attacker == victim)
    {
        PrintToConsole(victim, "Yourself: -%d", damage);
    }
    else if (IsClientInGame(attacker))
    {
        PrintToConsole(victim, "%N: -%d", attacker, damage);
    }
}
