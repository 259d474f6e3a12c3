// ask: I get "Invalid timer handle" errors when my timer ends and I kill it again. Show a clean pattern.
// say: The variable is set to null by the callback itself, so nobody can close a timer that is over.
// note: `delete` sets the variable to null as well.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

Handle g_hWarmup;

public Plugin myinfo =
{
    name = "Clean Timer",
    author = "tunewright",
    description = "One owner for one timer.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("round_start", Event_RoundStart, EventHookMode_PostNoCopy);
    HookEvent("player_left_safe_area", Event_Left, EventHookMode_PostNoCopy);
}

public void OnMapEnd()
{
    delete g_hWarmup;
}

public void Event_RoundStart(Event event, const char[] name, bool dontBroadcast)
{
    delete g_hWarmup;
    g_hWarmup = CreateTimer(60.0, Timer_WarmupOver);
}

public void Event_Left(Event event, const char[] name, bool dontBroadcast)
{
    delete g_hWarmup;
}

public Action Timer_WarmupOver(Handle timer)
{
    g_hWarmup = null;
    PrintToChatAll("One minute is over, time to go.");
    return Plugin_Stop;
}
