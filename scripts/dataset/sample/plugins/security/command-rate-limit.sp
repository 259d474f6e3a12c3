// ask: Limit console commands per player: more than 20 in two seconds means a kick. Do not touch the server console.
// say: A command listener without a name sees every client command; a sliding window counts them.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define MOST 20
#define WINDOW 2.0

int g_iCommands[MAXPLAYERS + 1];
float g_fWindow[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Command Limit",
    author = "tunewright",
    description = "Limits commands per player.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    AddCommandListener(Listener_Any);
}

public void OnClientPutInServer(int client)
{
    g_iCommands[client] = 0;
    g_fWindow[client] = 0.0;
}

public Action Listener_Any(int client, const char[] command, int argc)
{
    if (client == 0 || !IsClientInGame(client) || IsFakeClient(client))
    {
        return Plugin_Continue;
    }

    float now = GetEngineTime();
    if (now - g_fWindow[client] > WINDOW)
    {
        g_fWindow[client] = now;
        g_iCommands[client] = 0;
    }
    if (++g_iCommands[client] > MOST)
    {
        LogMessage("%L was kicked for too many commands", client);
        KickClient(client, "Too many commands");
        return Plugin_Stop;
    }
    return Plugin_Continue;
}
