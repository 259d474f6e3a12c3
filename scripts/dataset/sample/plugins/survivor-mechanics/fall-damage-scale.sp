// ask: Halve fall damage for survivors, keep deadly falls deadly.
// say: Falls arrive with `DMG_FALL`; very high values are the map's way of killing, so they stay.
#include <sourcemod>
#include <sdkhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Fall Damage",
    author = "tunewright",
    description = "Halves fall damage.",
    version = "1.0.0",
    url = ""
};

public void OnClientPutInServer(int client)
{
    SDKHook(client, SDKHook_OnTakeDamage, Hook_Fall);
}

public Action Hook_Fall(int victim, int &attacker, int &inflictor, float &damage, int &damagetype)
{
    if ((damagetype & DMG_FALL) == 0 || damage >= 200.0 || GetClientTeam(victim) != 2)
    {
        return Plugin_Continue;
    }

    damage *= 0.5;
    return Plugin_Changed;
}
