#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iHits[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Worst Shooter",
    author = "tunewright",
    description = "Kicks the player with most friendly fire.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("friendly_fire", Event_FriendlyFire);
    RegAdminCmd("sm_kickworst", Command_KickWorst, ADMFLAG_KICK, "Kicks the worst shooter.");
}

public void OnClientPutInServer(int client)
{
    g_iHits[client] = 0;
}

public void Event_FriendlyFire(Event event, const char[] name, bool dontBroadcast)
{
    int guilty = GetClientOfUserId(event.GetInt("guilty"));
    if (guilty != 0)
    {
        g_iHits[guilty]++;
    }
}

public Action Command_KickWorst(int client, int args)
{
    int worst = 0;
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i) && !IsFakeClient(i) && g_iHits[i] > 0 && (worst == 0 || g_iHits[i] > g_iHits[worst]))
        {
            worst = i;
        }
    }
    if (worst == 0 || (client != 0 && !CanUserTarget(client, worst)))
    {
        ReplyToCommand(client, "There is nobody you can kick.");
        return Plugin_Handled;
    }

    LogAction(client, worst, "\"%L\" kicked \"%L\" for friendly fire", client, worst);
    KickClient(worst, "Too much friendly fire");
    return Plugin_Handled;
}
