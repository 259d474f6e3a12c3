// ask: tank announce with an audit trail: log the time, map and controller of each tank, protect the log path.
// say: The path is built once from a constant; the announcement and the log line come from the same checks.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

char g_sTrail[PLATFORM_MAX_PATH];

public Plugin myinfo =
{
    name = "Tank Trail",
    author = "tunewright",
    description = "Announces and logs Tanks.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    BuildPath(Path_SM, g_sTrail, sizeof(g_sTrail), "logs/tanks.log");
    HookEvent("tank_spawn", Event_Tank);
}

public void Event_Tank(Event event, const char[] name, bool dontBroadcast)
{
    int tank = GetClientOfUserId(event.GetInt("userid"));
    if (tank == 0 || !IsClientInGame(tank))
    {
        return;
    }

    char map[64];
    GetCurrentMap(map, sizeof(map));
    LogToFile(g_sTrail, "%s at %.0f s: \"%L\"", map, GetGameTime(), tank);
    PrintToChatAll("A Tank is here.");
}
