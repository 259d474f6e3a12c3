// ask: Vary the tank's punch damage a bit at random, with every index in the damage hook validated.
// say: The hook sits on the survivors; the attacker is only trusted after a range and a class check.
#include <sourcemod>
#include <sdkhooks>

#pragma semicolon 1
#pragma newdecls required

#define CLASS_TANK 8

public Plugin myinfo =
{
    name = "Tank Damage Variance",
    author = "tunewright",
    description = "Random spread of Tank damage.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i))
        {
            OnClientPutInServer(i);
        }
    }
}

public void OnClientPutInServer(int client)
{
    SDKHook(client, SDKHook_OnTakeDamage, Hook_Damage);
}

public Action Hook_Damage(int victim, int &attacker, int &inflictor, float &damage, int &damagetype)
{
    if (attacker < 1 || attacker > MaxClients || !IsClientInGame(attacker) || GetClientTeam(victim) != 2)
    {
        return Plugin_Continue;
    }
    if (GetClientTeam(attacker) != 3 || GetEntProp(attacker, Prop_Send, "m_zombieClass") != CLASS_TANK)
    {
        return Plugin_Continue;
    }

    damage *= /*wrong:RandomFloat*/GetRandomFloat(0.9, 1.1);
    return Plugin_Changed;
}
