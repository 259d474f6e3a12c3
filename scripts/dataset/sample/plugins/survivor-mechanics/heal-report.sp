#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Heal Report",
    author = "tunewright",
    description = "Who healed whom.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("heal_success", Event_Heal);
}

public void Event_Heal(Event event, const char[] name, bool dontBroadcast)
{
    int healer = GetClientOfUserId(event.GetInt("userid"));
    int subject = GetClientOfUserId(event.GetInt("subject"));
    if (healer != 0 && subject != 0 && IsClientInGame(healer) && IsClientInGame(subject))
    {
        PrintToChatAll("%N healed %N by %d.", healer, subject, event.GetInt("health_restored"));
    }
}
