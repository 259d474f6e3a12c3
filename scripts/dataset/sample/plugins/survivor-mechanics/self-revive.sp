// ask: Incapacitated survivors may help themselves up once per map by holding crouch for four seconds.
// say: `OnPlayerRunCmd` sees the buttons; Left 4 DHooks does the revive.
// note: The time is measured in game time, so lag does not shorten it.
#include <sourcemod>
#include <sdktools>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

#define HOLD_SECONDS 4.0

float g_fHeldSince[MAXPLAYERS + 1];
bool g_bUsed[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Self Revive",
    author = "tunewright",
    description = "Help yourself up once.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    for (int i = 1; i <= MaxClients; i++)
    {
        g_bUsed[i] = false;
        g_fHeldSince[i] = 0.0;
    }
}

public Action OnPlayerRunCmd(int client, int &buttons, int &impulse, float vel[3], float angles[3], int &weapon,
    int &subtype, int &cmdnum, int &tickcount, int &seed, int mouse[2])
{
    if (g_bUsed[client] || IsFakeClient(client) || !IsPlayerAlive(client) || GetClientTeam(client) != 2)
    {
        return Plugin_Continue;
    }
    if ((buttons & IN_DUCK) == 0 || !L4D_IsPlayerIncapacitated(client) || L4D_IsPlayerPinned(client))
    {
        g_fHeldSince[client] = 0.0;
        return Plugin_Continue;
    }

    float now = GetGameTime();
    if (g_fHeldSince[client] <= 0.0)
    {
        g_fHeldSince[client] = now;
    }
    else if (now - g_fHeldSince[client] >= HOLD_SECONDS)
    {
        g_bUsed[client] = true;
        g_fHeldSince[client] = 0.0;
        L4D_ReviveSurvivor(client);
    }
    return Plugin_Continue;
}
