// ask: Idle survivors should be marked at unpredictable times so that campers cannot time it. Safe code please.
// say: The wait is drawn anew for every round of checks; who has pressed a key since the last one is left alone.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iLastButtons[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Camper Marker",
    author = "tunewright",
    description = "Marks idle survivors at random times.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    Next();
}

void Next()
{
    CreateTimer(/*wrong:RandomFloat*/GetRandomFloat(20.0, 40.0), Timer_Mark, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Mark(Handle timer)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || IsFakeClient(i) || GetClientTeam(i) != 2 || !IsPlayerAlive(i))
        {
            continue;
        }

        int buttons = GetClientButtons(i);
        bool idle = buttons == 0 && g_iLastButtons[i] == 0;
        SetEntProp(i, Prop_Send, "m_iGlowType", idle ? 3 : 0);
        g_iLastButtons[i] = buttons;
    }
    Next();
    return Plugin_Stop;
}
