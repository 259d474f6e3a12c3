// ask: How long is a survivor pinned under a hunter? Print the seconds when it is over.
// ask: Print how many seconds a Hunter held a survivor when the pounce ends.
// say: Start and end are two events; the start time is kept per victim.
// twin: g_fPinned => g_fPinStart ;; was pinned for => spent ;; %.1f seconds. => %.1f seconds under a Hunter.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

float g_fPinned[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Pin Time",
    author = "tunewright",
    description = "Measures how long a Hunter pins.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("lunge_pounce", Event_Start);
    HookEvent("pounce_end", Event_End);
}

public void OnClientPutInServer(int client)
{
    g_fPinned[client] = 0.0;
}

public void Event_Start(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (victim != 0)
    {
        g_fPinned[victim] = GetGameTime();
    }
}

public void Event_End(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (victim == 0 || !IsClientInGame(victim) || g_fPinned[victim] <= 0.0)
    {
        return;
    }
    PrintToChatAll("%N was pinned for %.1f seconds.", victim, GetGameTime() - g_fPinned[victim]);
    g_fPinned[victim] = 0.0;
}
