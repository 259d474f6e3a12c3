// ask: Hide the glow of idle survivors' bots so they distract less.
// ask: no glow for bots of idle players
// say: Left 4 DHooks tells which player a bot stands in for; the glow flag is a netprop of the survivor.
// twin: Timer_Glow => Timer_UpdateGlow ;; 2.0, => 1.5,
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Idle Glow",
    author = "tunewright",
    description = "No glow for stand-in bots.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    CreateTimer(2.0, Timer_Glow, _, TIMER_REPEAT | TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Glow(Handle timer)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || !IsFakeClient(i) || GetClientTeam(i) != 2)
        {
            continue;
        }

        bool standIn = L4D_GetIdlePlayerOfBot(i) > 0;
        SetEntProp(i, Prop_Send, "m_bSurvivorGlowEnabled", standIn ? 0 : 1);
    }
    return Plugin_Continue;
}
