// ask: Make a safe random interval timer for an announcement: no handle leaks, no double timers after a map change.
// say: `{wrong:RandomFloat|GetRandomFloat}()` draws the next wait, and one handle owns the timer.
// note: `delete` on a null handle does nothing, so no check is needed before it.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

Handle g_hNext;

public Plugin myinfo =
{
    name = "Guarded Random Timer",
    author = "tunewright",
    description = "One timer at a time.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    Restart();
}

public void OnMapEnd()
{
    delete g_hNext;
}

void Restart()
{
    delete g_hNext;
    g_hNext = CreateTimer(/*wrong:RandomFloat*/GetRandomFloat(60.0, 180.0), Timer_Announce);
}

public Action Timer_Announce(Handle timer)
{
    g_hNext = null;
    PrintToChatAll("[Server] Stay together.");
    Restart();
    return Plugin_Stop;
}
