// ask: Count the minutes of a finale in the hint area, from start to rescue.
// ask: Finale stopwatch, please, shown to everyone every 30 seconds.
// say: The stopwatch runs between `finale_start` and `finale_vehicle_ready`.
// note: Gauntlet finales start with an event of their own, so both are hooked.
// twin: g_hClock => g_hStopwatch ;; Finale: %d:%02d => Holding out for %d:%02d
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

Handle g_hClock;
float g_fBegin;

public Plugin myinfo =
{
    name = "Finale Clock",
    author = "tunewright",
    description = "Stopwatch for finales.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("finale_start", Event_Begin, EventHookMode_PostNoCopy);
    HookEvent("gauntlet_finale_start", Event_Begin, EventHookMode_PostNoCopy);
    HookEvent("finale_vehicle_ready", Event_Done, EventHookMode_PostNoCopy);
    HookEvent("round_end", Event_Done, EventHookMode_PostNoCopy);
}

public void OnMapEnd()
{
    delete g_hClock;
}

public void Event_Begin(Event event, const char[] name, bool dontBroadcast)
{
    delete g_hClock;
    g_fBegin = GetGameTime();
    g_hClock = CreateTimer(30.0, Timer_Show, _, TIMER_REPEAT);
}

public void Event_Done(Event event, const char[] name, bool dontBroadcast)
{
    delete g_hClock;
}

public Action Timer_Show(Handle timer)
{
    int seconds = RoundToFloor(GetGameTime() - g_fBegin);
    PrintHintTextToAll("Finale: %d:%02d", seconds / 60, seconds % 60);
    return Plugin_Continue;
}
