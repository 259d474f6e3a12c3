// ask: Boomer gets points when it explodes next to survivors.
// say: `boomer_exploded` says with `splashedbile` whether anybody was hit.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iPoints[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Boomer Points",
    author = "tunewright",
    description = "Points for good explosions.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("boomer_exploded", Event_Exploded);
    RegConsoleCmd("sm_boomerpoints", Command_Points, "Shows your points.");
}

public void OnClientPutInServer(int client)
{
    g_iPoints[client] = 0;
}

public void Event_Exploded(Event event, const char[] name, bool dontBroadcast)
{
    int boomer = GetClientOfUserId(event.GetInt("userid"));
    if (boomer != 0 && IsClientInGame(boomer) && event.GetBool("splashedbile"))
    {
        g_iPoints[boomer] += 5;
    }
}

public Action Command_Points(int client, int args)
{
    if (client != 0)
    {
        ReplyToCommand(client, "%d points", g_iPoints[client]);
    }
    return Plugin_Handled;
}
