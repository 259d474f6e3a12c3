// ask: Turn order queue with ArrayList: join, leave, next. Correct method names please.
// ask: Queue of players with ArrayList methods (Push, FindValue, Erase).
// say: The list holds userids; `Push` adds, `FindValue` searches, `Erase` removes.
// twin: g_alQueue => g_alWaiting ;; sm_next => sm_nextup
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ArrayList g_alQueue;

public Plugin myinfo =
{
    name = "Turn Queue",
    author = "tunewright",
    description = "A queue of players.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_alQueue = new ArrayList();
    RegConsoleCmd("sm_join", Command_Join, "Joins the queue.");
    RegAdminCmd("sm_next", Command_Next, ADMFLAG_GENERIC, "Calls the next player.");
}

public void OnClientDisconnect(int client)
{
    int index = g_alQueue.FindValue(GetClientUserId(client));
    if (index != -1)
    {
        g_alQueue.Erase(index);
    }
}

public Action Command_Join(int client, int args)
{
    if (client == 0)
    {
        return Plugin_Handled;
    }
    if (g_alQueue.FindValue(GetClientUserId(client)) == -1)
    {
        g_alQueue.Push(GetClientUserId(client));
    }
    ReplyToCommand(client, "Players in the queue: %d", g_alQueue.Length);
    return Plugin_Handled;
}

public Action Command_Next(int client, int args)
{
    while (g_alQueue.Length > 0)
    {
        int next = GetClientOfUserId(g_alQueue.Get(0));
        g_alQueue.Erase(0);
        if (next != 0)
        {
            PrintToChatAll("Next: %N", next);
            return Plugin_Handled;
        }
    }
    ReplyToCommand(client, "The queue is empty.");
    return Plugin_Handled;
}
