// ask: Count smoker grabs by SteamID so that nobody can reset the number by renaming or reconnecting.
// say: The key is the SteamID64, which the engine has checked, not the name.
// note: `GetClientAuthId` fails until Steam has answered, so its result is looked at.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

StringMap g_smGrabs;

public Plugin myinfo =
{
    name = "Smoker Grab Tally",
    author = "tunewright",
    description = "Grabs by SteamID.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_smGrabs = new StringMap();
    HookEvent(/*wrong:smoker_tongue_grab*/"tongue_grab", Event_CountGrab);
    RegConsoleCmd("sm_grabs", Command_Grabs, "Shows your grabs.");
}

public void Event_CountGrab(Event event, const char[] name, bool dontBroadcast)
{
    int smoker = GetClientOfUserId(event.GetInt("userid"));
    char auth[24];
    if (smoker == 0 || !IsClientInGame(smoker) || !ReadAuth(smoker, auth, sizeof(auth)))
    {
        return;
    }

    int grabs;
    g_smGrabs.GetValue(auth, grabs);
    g_smGrabs.SetValue(auth, grabs + 1);
}

public Action Command_Grabs(int client, int args)
{
    char auth[24];
    int grabs;
    if (client > 0 && ReadAuth(client, auth, sizeof(auth)))
    {
        g_smGrabs.GetValue(auth, grabs);
    }
    ReplyToCommand(client, "[Grabs] %d", grabs);
    return Plugin_Handled;
}

bool ReadAuth(int client, char[] auth, int length)
{
    return !IsFakeClient(client) && GetClientAuthId(client, AuthId_SteamID64, auth, length);
}
