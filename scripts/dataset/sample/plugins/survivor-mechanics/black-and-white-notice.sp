// ask: Announce when a survivor goes black and white, and when they are healed out of it.
// ask: Black and white notifier for L4D2.
// say: `revive_success` has `lastlife`; after a heal the netprop is clear again.
// twin: is black and white => is on the last life ;; Event_Revived => Event_Revive
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

bool g_bLast[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Last Life Notice",
    author = "tunewright",
    description = "Tells who is on the last life.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("revive_success", Event_Revived);
    HookEvent("heal_success", Event_Healed);
}

public void OnClientPutInServer(int client)
{
    g_bLast[client] = false;
}

public void Event_Revived(Event event, const char[] name, bool dontBroadcast)
{
    int subject = GetClientOfUserId(event.GetInt("subject"));
    if (subject != 0 && IsClientInGame(subject) && event.GetBool("lastlife"))
    {
        g_bLast[subject] = true;
        PrintToChatAll("\x04%N\x01 is black and white.", subject);
    }
}

public void Event_Healed(Event event, const char[] name, bool dontBroadcast)
{
    int subject = GetClientOfUserId(event.GetInt("subject"));
    if (subject != 0 && g_bLast[subject] && IsClientInGame(subject))
    {
        g_bLast[subject] = false;
        PrintToChatAll("\x04%N\x01 is fine again.", subject);
    }
}
