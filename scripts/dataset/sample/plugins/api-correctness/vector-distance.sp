// ask: Distance between two survivors: right natives for positions and distance?
// say: `GetClientAbsOrigin` for the feet, `GetVectorDistance` for the length; its third argument gives the square.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Team Spread",
    author = "tunewright",
    description = "Largest distance in the team.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_spread", Command_Spread, "How far the team is spread.");
}

public Action Command_Spread(int client, int args)
{
    float widest;
    float from[3];
    float to[3];
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsSurvivor(i))
        {
            continue;
        }
        GetClientAbsOrigin(i, from);
        for (int j = i + 1; j <= MaxClients; j++)
        {
            if (IsSurvivor(j))
            {
                GetClientAbsOrigin(j, to);
                float squared = GetVectorDistance(from, to, true);
                widest = squared > widest ? squared : widest;
            }
        }
    }
    ReplyToCommand(client, "%.0f units", SquareRoot(widest));
    return Plugin_Handled;
}

bool IsSurvivor(int client)
{
    return IsClientInGame(client) && GetClientTeam(client) == 2 && IsPlayerAlive(client);
}
