// ask: Stop players from changing their name more than three times per map and from copying an admin's name.
// say: `player_changename` is hooked after the fact; the fourth change leads to a kick.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iChanges[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Name Guard",
    author = "tunewright",
    description = "Limits name changes.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_changename", Event_ChangeName);
}

public void OnClientPutInServer(int client)
{
    g_iChanges[client] = 0;
}

public void Event_ChangeName(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || !IsClientInGame(client) || IsFakeClient(client))
    {
        return;
    }

    char newName[MAX_NAME_LENGTH];
    event.GetString("newname", newName, sizeof(newName));
    if (++g_iChanges[client] > 3)
    {
        KickClient(client, "Too many name changes");
    }
    else if (IsAdminName(client, newName))
    {
        KickClient(client, "That name belongs to an admin");
    }
}

bool IsAdminName(int client, const char[] wanted)
{
    char other[MAX_NAME_LENGTH];
    for (int i = 1; i <= MaxClients; i++)
    {
        if (i == client || !IsClientInGame(i) || !CheckCommandAccess(i, "sm_admin", ADMFLAG_GENERIC))
        {
            continue;
        }
        GetClientName(i, other, sizeof(other));
        if (StrEqual(other, wanted, false))
        {
            return true;
        }
    }
    return false;
}
