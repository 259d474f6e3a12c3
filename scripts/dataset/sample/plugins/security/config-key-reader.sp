#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iPounce;

public Plugin myinfo =
{
    name = "Config Reader",
    author = "tunewright",
    description = "Reads one number from a KeyValues file.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("lunge_pounce", Event_LungePounce);
}

public void OnMapStart()
{
    char path[PLATFORM_MAX_PATH];
    BuildPath(Path_SM, path, sizeof(path), "configs/reports.txt");
    g_iPounce = 0;
    KeyValues config = new KeyValues("Reports");
    if (config.ImportFromFile(path))
    {
        g_iPounce = config.GetNum("pounce", 0) > 0 ? 1 : 0;
    }
    delete config;
}

public void Event_LungePounce(Event event, const char[] name, bool dontBroadcast)
{
    int hunter = GetClientOfUserId(event.GetInt("userid"));
    if (g_iPounce == 1 && hunter != 0 && IsClientInGame(hunter))
    {
        PrintToChatAll("%N has landed.", hunter);
    }
}
