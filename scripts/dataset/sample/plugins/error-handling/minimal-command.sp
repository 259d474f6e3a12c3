#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Minimal Command",
    author = "tunewright",
    description = "One command that is safe from the console.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_where", Command_Where, "Prints your position.");
}

public Action Command_Where(int client, int args)
{
    if (client == 0 || !IsClientInGame(client))
    {
        ReplyToCommand(client, "In game only.");
        return Plugin_Handled;
    }

    float origin[3];
    GetClientAbsOrigin(client, origin);
    ReplyToCommand(client, "%.0f %.0f %.0f", origin[0], origin[1], origin[2]);
    return Plugin_Handled;
}
