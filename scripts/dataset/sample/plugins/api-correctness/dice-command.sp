#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Dice",
    author = "tunewright",
    description = "A die for everyone.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_dice", Command_Dice, "Throws a die.");
}

public Action Command_Dice(int client, int args)
{
    int eyes = GetRandomInt(1, 6);
    if (client == 0)
    {
        ReplyToCommand(client, "%d", eyes);
    }
    else
    {
        PrintToChatAll("%N throws a %d.", client, eyes);
    }
    return Plugin_Handled;
}
