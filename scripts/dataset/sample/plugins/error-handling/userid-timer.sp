#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Userid Timer",
    author = "tunewright",
    description = "A timer that finds the right player.",
    version = "1.0.0",
    url = ""
};

public void OnClientPutInServer(int client)
{
    if (!IsFakeClient(client))
    {
        CreateTimer(5.0, Timer_Greet, GetClientUserId(client), TIMER_FLAG_NO_MAPCHANGE);
    }
}

public Action Timer_Greet(Handle timer, int userid)
{
    int client = GetClientOfUserId(userid);
    if (client != 0 && IsClientInGame(client))
    {
        PrintToChat(client, "Welcome, %N.", client);
    }
    return Plugin_Stop;
}
