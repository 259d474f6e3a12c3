// ask: Slow regeneration while a survivor stands in a saferoom: 1 health every two seconds up to 80.
// say: A repeating timer asks for every living survivor whether they are in a checkpoint.
// note: Incapacitated survivors are left out, their health has another meaning.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

#define LIMIT 80

public Plugin myinfo =
{
    name = "Saferoom Regeneration",
    author = "tunewright",
    description = "Slow healing in saferooms.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    CreateTimer(2.0, Timer_Regenerate, _, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Regenerate(Handle timer)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || GetClientTeam(i) != 2 || !IsPlayerAlive(i) || L4D_IsPlayerIncapacitated(i))
        {
            continue;
        }
        if (!L4D_IsInFirstCheckpoint(i) && !L4D_IsInLastCheckpoint(i))
        {
            continue;
        }

        int health = GetClientHealth(i);
        if (health < LIMIT)
        {
            SetEntityHealth(i, health + 1);
        }
    }
    return Plugin_Continue;
}
