// ask: In versus tell the infected team when a team mate leaves ghost mode.
// say: Left 4 DHooks has a forward for the moment a ghost becomes real.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Materialize Notice",
    author = "tunewright",
    description = "Tells the infected who has spawned.",
    version = "1.0.0",
    url = ""
};

public void L4D_OnMaterializeFromGhost(int client)
{
    if (client < 1 || !IsClientInGame(client) || IsFakeClient(client))
    {
        return;
    }

    for (int i = 1; i <= MaxClients; i++)
    {
        if (i != client && IsClientInGame(i) && !IsFakeClient(i) && GetClientTeam(i) == 3)
        {
            PrintToChat(i, "%N has spawned.", client);
        }
    }
}
