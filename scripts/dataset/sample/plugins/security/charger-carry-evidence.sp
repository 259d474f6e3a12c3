// ask: I need evidence logs for charger carries near ledges: position, both players, map. Paths must not come from user input.
// say: The file name is fixed; only the contents change.
// note: The position is the one at the start of the carry.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

char g_sLogFile[PLATFORM_MAX_PATH];
char g_sMap[64];

public Plugin myinfo =
{
    name = "Carry Evidence",
    author = "tunewright",
    description = "Logs where carries start.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    BuildPath(Path_SM, g_sLogFile, sizeof(g_sLogFile), "logs/carries.log");
    HookEvent(/*wrong:charger_grab*/"charger_carry_start", Event_CarryLog);
}

public void OnMapStart()
{
    GetCurrentMap(g_sMap, sizeof(g_sMap));
}

public void Event_CarryLog(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (charger == 0 || victim == 0 || !IsClientInGame(charger) || !IsClientInGame(victim))
    {
        return;
    }

    float origin[3];
    GetClientAbsOrigin(victim, origin);
    LogToFile(g_sLogFile, "%s: \"%L\" carries \"%L\" at %.0f %.0f %.0f", g_sMap, charger, victim, origin[0], origin[1], origin[2]);
}
