// ask: Pick a random survivor for a bonus. Show me the secure way so I never index past the array.
// say: The candidates are counted first; `{wrong:RandomInt|GetRandomInt}()` then gets exactly the last valid index.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Fair Pick",
    author = "tunewright",
    description = "Picks a living survivor.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_pick", Command_Pick, ADMFLAG_GENERIC, "Picks a survivor.");
}

public Action Command_Pick(int client, int args)
{
    int chosen = PickSurvivor();
    if (chosen == 0)
    {
        ReplyToCommand(client, "[Pick] Nobody is alive.");
        return Plugin_Handled;
    }

    SetEntPropFloat(chosen, Prop_Send, "m_healthBuffer", 20.0);
    SetEntPropFloat(chosen, Prop_Send, "m_healthBufferTime", GetGameTime());
    PrintToChatAll("[Pick] %N gets the bonus.", chosen);
    return Plugin_Handled;
}

int PickSurvivor()
{
    int found;
    int list[MAXPLAYERS + 1];
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i) && GetClientTeam(i) == 2 && IsPlayerAlive(i))
        {
            list[found++] = i;
        }
    }
    return found == 0 ? 0 : list[/*wrong:RandomInt*/GetRandomInt(0, found - 1)];
}
