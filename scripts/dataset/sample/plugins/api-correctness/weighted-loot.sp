// ask: Weighted random loot: pills 50, adrenaline 30, molotov 15, defib 5. Which API do I use for the draw?
// say: One `GetRandomInt` from 1 to the sum of the weights decides; the list is walked until the ticket is used up.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

char g_sItems[][] = { "weapon_pain_pills", "weapon_adrenaline", "weapon_molotov", "weapon_defibrillator" };
int g_iWeights[] = { 50, 30, 15, 5 };

public Plugin myinfo =
{
    name = "Weighted Loot",
    author = "tunewright",
    description = "Draws items by weight.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_loot", Command_Loot, ADMFLAG_CHEATS, "Draws an item.");
}

public Action Command_Loot(int client, int args)
{
    if (client == 0 || !IsPlayerAlive(client))
    {
        return Plugin_Handled;
    }

    GivePlayerItem(client, g_sItems[Draw()]);
    return Plugin_Handled;
}

int Draw()
{
    int sum;
    for (int i = 0; i < sizeof(g_iWeights); i++)
    {
        sum += g_iWeights[i];
    }

    int ticket = GetRandomInt(1, sum);
    for (int i = 0; i < sizeof(g_iWeights); i++)
    {
        ticket -= g_iWeights[i];
        if (ticket <= 0)
        {
            return i;
        }
    }
    return 0;
}
