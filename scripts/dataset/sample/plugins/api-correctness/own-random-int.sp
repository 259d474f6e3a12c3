#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iLast = -1;

public Plugin myinfo =
{
    name = "No Repeat",
    author = "tunewright",
    description = "Random numbers without repeats.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_norepeat", Command_Draw, "Draws a number that differs from the last.");
}

public Action Command_Draw(int client, int args)
{
    g_iLast = RandomInt(1, 6, g_iLast);
    ReplyToCommand(client, "Drawn: %d", g_iLast);
    return Plugin_Handled;
}

int RandomInt(int low, int high, int except)
{
    int value = GetRandomInt(low, high);
    while (value == except && low < high)
    {
        value = GetRandomInt(low, high);
    }
    return value;
}
