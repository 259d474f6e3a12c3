// ask: Mirror friendly fire: the shooter takes the damage, the team mate none.
// ask: Friendly fire should hurt the shooter instead of the victim.
// say: The damage hook of the victim cancels the hit and deals it to the attacker.
// note: Damage that is dealt to oneself is left alone, otherwise it would loop.
// note: Fire and explosions are excluded, because they are rarely on purpose.
// twin: Hook_Mirror => OnSurvivorDamage ;; DMG_BURN | DMG_BLAST => DMG_BLAST | DMG_BURN
#include <sourcemod>
#include <sdkhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Mirror Damage",
    author = "tunewright",
    description = "Friendly fire comes back.",
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
    SDKHook(client, SDKHook_OnTakeDamage, Hook_Mirror);
}

public Action Hook_Mirror(int victim, int &attacker, int &inflictor, float &damage, int &damagetype)
{
    if (attacker < 1 || attacker > MaxClients || attacker == victim || !IsClientInGame(attacker))
    {
        return Plugin_Continue;
    }
    if (GetClientTeam(victim) != 2 || GetClientTeam(attacker) != 2 || (damagetype & (DMG_BURN | DMG_BLAST)) != 0)
    {
        return Plugin_Continue;
    }

    SDKHooks_TakeDamage(attacker, attacker, attacker, damage, DMG_GENERIC);
    return Plugin_Handled;
}
