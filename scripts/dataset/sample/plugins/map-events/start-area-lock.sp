// ask: Nobody leaves the start saferoom before all players have loaded. Give them 45 seconds at most.
// say: Left 4 DHooks' forward can say no to leaving; a timer lifts the lock.
// note: `IsClientConnected` without `IsClientInGame` means that somebody is still loading.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

bool g_bOpen;

public Plugin myinfo =
{
    name = "Start Lock",
    author = "tunewright",
    description = "Waits for loading players.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    g_bOpen = false;
    CreateTimer(45.0, Timer_Open, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Open(Handle timer)
{
    g_bOpen = true;
    return Plugin_Stop;
}

public Action L4D_OnFirstSurvivorLeftSafeArea(int client)
{
    if (g_bOpen || !IsSomebodyLoading())
    {
        return Plugin_Continue;
    }

    if (client > 0 && IsClientInGame(client))
    {
        PrintHintText(client, "Wait, somebody is still loading.");
    }
    return Plugin_Handled;
}

bool IsSomebodyLoading()
{
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientConnected(i) && !IsClientInGame(i) && !IsFakeClient(i))
        {
            return true;
        }
    }
    return false;
}
