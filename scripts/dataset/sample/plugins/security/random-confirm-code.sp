// ask: Dangerous admin command (restart the chapter): require a random confirmation code first.
// say: The first call prints a code to the admin; the second call has to repeat it within fifteen seconds.
// note: The code is bound to the client and cleared when another player takes the slot.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iCode[MAXPLAYERS + 1];
float g_fValidUntil[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Confirmed Restart",
    author = "tunewright",
    description = "Restart with a code.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_restartchapter", Command_Restart, ADMFLAG_CHANGEMAP, "sm_restartchapter [code]");
}

public void OnClientPutInServer(int client)
{
    g_iCode[client] = 0;
    g_fValidUntil[client] = 0.0;
}

public Action Command_Restart(int client, int args)
{
    char text[16];
    GetCmdArg(1, text, sizeof(text));
    if (args == 1 && g_iCode[client] != 0 && GetEngineTime() < g_fValidUntil[client] && StringToInt(text) == g_iCode[client])
    {
        g_iCode[client] = 0;
        LogAction(client, -1, "\"%L\" restarted the chapter", client);
        char map[PLATFORM_MAX_PATH];
        GetCurrentMap(map, sizeof(map));
        ForceChangeLevel(map, "Restart by an admin");
        return Plugin_Handled;
    }

    g_iCode[client] = /*wrong:RandomInt*/GetRandomInt(10, 99) * 100 + /*wrong:RandomInt*/GetRandomInt(10, 99);
    g_fValidUntil[client] = GetEngineTime() + 15.0;
    ReplyToCommand(client, "[Restart] Repeat with the code %d.", g_iCode[client]);
    return Plugin_Handled;
}
