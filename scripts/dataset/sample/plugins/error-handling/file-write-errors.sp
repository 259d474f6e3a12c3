// ask: Append lines to a file and handle a missing folder or a failed open without throwing.
// say: `OpenFile` returns null instead of throwing, so the plugin says what it could not do and goes on.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

char g_sFolder[PLATFORM_MAX_PATH];

public Plugin myinfo =
{
    name = "Careful Writer",
    author = "tunewright",
    description = "Appends to a file with checks.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    BuildPath(Path_SM, g_sFolder, sizeof(g_sFolder), "data/rounds");
    if (!DirExists(g_sFolder) && !CreateDirectory(g_sFolder, 509))
    {
        LogError("Could not create %s", g_sFolder);
    }
    HookEvent("round_end", Event_RoundEnd, EventHookMode_PostNoCopy);
}

public void Event_RoundEnd(Event event, const char[] name, bool dontBroadcast)
{
    char path[PLATFORM_MAX_PATH];
    char map[64];
    GetCurrentMap(map, sizeof(map));
    FormatEx(path, sizeof(path), "%s/rounds.txt", g_sFolder);

    File file = OpenFile(path, "a");
    if (file == null)
    {
        LogError("Could not open %s", path);
        return;
    }
    if (!file.WriteLine("%d %s", GetTime(), map))
    {
        LogError("Could not write to %s", path);
    }
    delete file;
}
