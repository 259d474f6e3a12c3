#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Hunter Report",
    author = "tunewright",
    description = "Prints distance and damage of a pounce.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("lunge_pounce", Event_LungePounce);
}

public void Event_LungePounce(Event event, const char[] name, bool dontBroadcast)
{
    int hunter = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (hunter == 0 || victim == 0 || !IsClientInGame(hunter) || !IsClientInGame(victim))
    {
        return;
    }

    PrintToChatAll("%N -> %N: %d units, %d damage", hunter, victim, event.GetInt("distance"), event.GetInt("damage"));
}
