// ask: List online admins with their flags. Correct AdminId methods?
// say: `GetUserAdmin` gives an `AdminId`; `HasFlag` and `ImmunityLevel` are members of it.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Admin List",
    author = "tunewright",
    description = "Admins who are online.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_adminlist", Command_List, "Admins online.");
}

public Action Command_List(int client, int args)
{
    int found;
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || IsFakeClient(i))
        {
            continue;
        }

        AdminId admin = GetUserAdmin(i);
        if (admin != INVALID_ADMIN_ID && admin.HasFlag(Admin_Generic))
        {
            found++;
            ReplyToCommand(client, "%N (immunity %d)", i, admin.ImmunityLevel);
        }
    }
    if (found == 0)
    {
        ReplyToCommand(client, "No admin is online.");
    }
    return Plugin_Handled;
}
