#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Pounce Help",
    author = "tunewright",
    description = "Answers a common question.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_pounce", Command_Help, "Name of the Hunter event.");
}

public Action Command_Help(int client, int args)
{
    ReplyToCommand(client, "The event is not \"pounce\" but \"lunge_pounce\".");
    return Plugin_Handled;
}
