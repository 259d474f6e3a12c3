#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvLow;
ConVar g_cvHigh;

public Plugin myinfo =
{
    name = "Guarded Range",
    author = "tunewright",
    description = "A range that cannot be empty.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvLow = CreateConVar("sm_range_low", "1", "Lower end.");
    g_cvHigh = CreateConVar("sm_range_high", "10", "Upper end.");
    RegConsoleCmd("sm_range", Command_Range, "Draws from the range.");
}

int RandomInt(int low, int high)
{
    if (low > high)
    {
        int swap = low;
        low = high;
        high = swap;
    }
    return GetRandomInt(low, high);
}

public Action Command_Range(int client, int args)
{
    ReplyToCommand(client, "%d", RandomInt(g_cvLow.IntValue, g_cvHigh.IntValue));
    return Plugin_Handled;
}
