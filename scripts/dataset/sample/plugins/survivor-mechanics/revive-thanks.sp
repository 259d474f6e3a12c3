#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Thanks",
    author = "tunewright",
    description = "Thanks the helper.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("revive_success", Event_ReviveSuccess);
}

public void Event_ReviveSuccess(Event event, const char[] name, bool dontBroadcast)
{
    int helper = GetClientOfUserId(event.GetInt("userid"));
    int subject = GetClientOfUserId(event.GetInt("subject"));
    if (helper == 0 || subject == 0 || helper == subject || !IsClientInGame(subject) || IsFakeClient(subject))
    {
        return;
    }
    PrintToChatAll("%N: thank you, %N!", subject, helper);
}
