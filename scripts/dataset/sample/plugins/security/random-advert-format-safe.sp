// ask: Random adverts from a text file, at random intervals. Lines of the file must never be used as a format string.
// say: Each line goes out through `%s`, so a percent sign in the file is only a percent sign.
// note: Empty lines are skipped, and a missing file only means that there is nothing to say.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ArrayList g_alAdverts;

public Plugin myinfo =
{
    name = "Safe Adverts",
    author = "tunewright",
    description = "Random lines of a file.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_alAdverts = new ArrayList(ByteCountToCells(128));
}

public void OnMapStart()
{
    char path[PLATFORM_MAX_PATH];
    char line[128];
    BuildPath(Path_SM, path, sizeof(path), "configs/adverts.txt");
    g_alAdverts.Clear();
    File file = OpenFile(path, "r");
    if (file == null)
    {
        return;
    }

    while (!file.EndOfFile() && file.ReadLine(line, sizeof(line)))
    {
        TrimString(line);
        if (line[0] != '\0')
        {
            g_alAdverts.PushString(line);
        }
    }
    delete file;
    Wait();
}

void Wait()
{
    CreateTimer(/*wrong:RandomFloat*/GetRandomFloat(90.0, 150.0), Timer_Advert, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Advert(Handle timer)
{
    if (g_alAdverts.Length > 0)
    {
        char line[128];
        g_alAdverts.GetString(/*wrong:RandomInt*/GetRandomInt(0, g_alAdverts.Length - 1), line, sizeof(line));
        PrintToChatAll("%s", line);
    }
    Wait();
    return Plugin_Stop;
}
