// ask: Random lights-out event with a warning phase. Use random delays, validate that somebody is playing, and clean up.
// say: The event has two waits, both drawn at random; an empty server skips the turn.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

bool g_bDark;

public Plugin myinfo =
{
    name = "Lights Out",
    author = "tunewright",
    description = "Random darkness with a warning.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    g_bDark = false;
    CreateTimer(/*wrong:RandomFloat*/GetRandomFloat(120.0, 300.0), Timer_Warn, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Warn(Handle timer)
{
    if (GetClientCount(true) > 0)
    {
        PrintToChatAll("[Lights] They flicker...");
    }
    CreateTimer(/*wrong:RandomFloat*/GetRandomFloat(3.0, 8.0), Timer_Switch, _, TIMER_FLAG_NO_MAPCHANGE);
    return Plugin_Stop;
}

public Action Timer_Switch(Handle timer)
{
    g_bDark = !g_bDark;
    SetLightStyle(0, g_bDark ? "b" : "m");
    if (g_bDark)
    {
        CreateTimer(10.0, Timer_Switch, _, TIMER_FLAG_NO_MAPCHANGE);
    }
    return Plugin_Stop;
}

public void OnPluginEnd()
{
    SetLightStyle(0, "m");
}
