// ask: After the finale is won, tell players the next campaign and change to it after 20 seconds.
// say: The next map is looked up in a `StringMap`, and `IsMapValid` is asked before the change.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

StringMap g_smNext;

public Plugin myinfo =
{
    name = "Next Campaign",
    author = "tunewright",
    description = "Changes to the next campaign.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_smNext = new StringMap();
    g_smNext.SetString("c1m4_atrium", "c2m1_highway");
    g_smNext.SetString("c2m5_concert", "c3m1_plankcountry");
    g_smNext.SetString("c3m4_plantation", "c4m1_milltown_a");
    g_smNext.SetString("c4m5_milltown_escape", "c5m1_waterfront");
    g_smNext.SetString("c5m5_bridge", "c1m1_hotel");
    HookEvent("finale_win", Event_Win, EventHookMode_PostNoCopy);
}

public void Event_Win(Event event, const char[] name, bool dontBroadcast)
{
    char map[64];
    char next[64];
    GetCurrentMap(map, sizeof(map));
    if (g_smNext.GetString(map, next, sizeof(next)) && IsMapValid(next))
    {
        PrintToChatAll("Next: %s", next);
        CreateTimer(20.0, Timer_Change, _, TIMER_FLAG_NO_MAPCHANGE);
    }
}

public Action Timer_Change(Handle timer)
{
    char map[64];
    char next[64];
    GetCurrentMap(map, sizeof(map));
    if (g_smNext.GetString(map, next, sizeof(next)))
    {
        ForceChangeLevel(next, "Campaign finished");
    }
    return Plugin_Stop;
}
