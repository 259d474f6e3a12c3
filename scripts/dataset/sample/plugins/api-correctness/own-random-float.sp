#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iState = 12345;

public Plugin myinfo =
{
    name = "Own Generator",
    author = "tunewright",
    description = "A generator with a state of its own.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_draw", Command_Draw, "Draws three numbers.");
}

float RandomFloat(float low, float high)
{
    g_iState = g_iState * 1103515245 + 12345;
    float share = float((g_iState >>> 16) & 0x7FFF) / 32767.0;
    return low + share * (high - low);
}

public Action Command_Draw(int client, int args)
{
    ReplyToCommand(client, "%.2f %.2f %.2f", RandomFloat(0.0, 1.0), RandomFloat(0.0, 10.0), RandomFloat(-1.0, 1.0));
    return Plugin_Handled;
}
