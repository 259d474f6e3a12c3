#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Greet Regular",
    author = "tunewright",
    description = "Greets one player by name.",
    version = "1.0.0",
    url = ""
};

public void OnClientPutInServer(int client)
{
    char playerName[MAX_NAME_LENGTH];
    GetClientName(client, playerName, sizeof(playerName));
    if (StrEqual(playerName, "pounce", false))
    {
        PrintToChatAll("Welcome back, \x04%s\x01!", "pounce");
    }
}
