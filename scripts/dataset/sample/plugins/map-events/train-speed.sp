#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Train Speed",
    author = "tunewright",
    description = "Prints the speed of every train.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_trains", Command_Trains, ADMFLAG_GENERIC, "Speed of every func_tracktrain.");
}

public Action Command_Trains(int client, int args)
{
    int found;
    int train = -1;
    while ((train = FindEntityByClassname(train, "func_tracktrain")) != -1)
    {
        ReplyToCommand(client, "#%d: %.1f", train, GetEntPropFloat(train, Prop_Data, "m_flSpeed"));
        found++;
    }
    ReplyToCommand(client, "%d trains.", found);
    return Plugin_Handled;
}
