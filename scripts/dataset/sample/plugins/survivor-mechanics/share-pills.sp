// ask: !share gives my pills to the closest team mate without pills.
// say: The item is removed from one slot and given to the other player as a new one.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

#define SLOT_PILLS 4
#define REACH 250.0

public Plugin myinfo =
{
    name = "Share Pills",
    author = "tunewright",
    description = "Hands pills to a team mate.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_share", Command_Share, "Gives your pills away.");
}

public Action Command_Share(int client, int args)
{
    if (client == 0 || !IsClientInGame(client) || GetClientTeam(client) != 2 || !IsPlayerAlive(client))
    {
        return Plugin_Handled;
    }

    int item = GetPlayerWeaponSlot(client, SLOT_PILLS);
    int mate = item == -1 ? 0 : FindMate(client);
    if (mate == 0)
    {
        ReplyToCommand(client, "Nothing to share, or nobody near who needs it.");
        return Plugin_Handled;
    }

    char classname[64];
    GetEntityClassname(item, classname, sizeof(classname));
    RemovePlayerItem(client, item);
    RemoveEntity(item);
    GivePlayerItem(mate, classname);
    PrintToChat(mate, "%N gave you something.", client);
    return Plugin_Handled;
}

int FindMate(int client)
{
    float origin[3];
    float other[3];
    GetClientAbsOrigin(client, origin);
    for (int i = 1; i <= MaxClients; i++)
    {
        if (i == client || !IsClientInGame(i) || GetClientTeam(i) != 2 || !IsPlayerAlive(i))
        {
            continue;
        }
        GetClientAbsOrigin(i, other);
        if (GetVectorDistance(origin, other) <= REACH && GetPlayerWeaponSlot(i, SLOT_PILLS) == -1)
        {
            return i;
        }
    }
    return 0;
}
