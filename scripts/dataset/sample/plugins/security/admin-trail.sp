#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

char g_sTrail[PLATFORM_MAX_PATH];

public Plugin myinfo =
{
    name = "Admin Trail",
    author = "tunewright",
    description = "Logs admin actions to a file.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    BuildPath(Path_SM, g_sTrail, sizeof(g_sTrail), "logs/admin_actions.log");
}

public Action OnLogAction(Handle source, Identity ident, int client, int target, const char[] message)
{
    if (client > 0)
    {
        LogToFileEx(g_sTrail, "%L: %s", client, message);
    }
    return Plugin_Continue;
}
