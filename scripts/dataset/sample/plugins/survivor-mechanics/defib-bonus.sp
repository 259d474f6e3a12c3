#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Defib Bonus",
    author = "tunewright",
    description = "Temporary health after a defibrillator.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("defibrillator_used", Event_Defib);
}

public void Event_Defib(Event event, const char[] name, bool dontBroadcast)
{
    int subject = GetClientOfUserId(event.GetInt("subject"));
    if (subject == 0 || !IsClientInGame(subject) || !IsPlayerAlive(subject))
    {
        return;
    }
    SetEntPropFloat(subject, Prop_Send, "m_healthBuffer", 20.0);
    SetEntPropFloat(subject, Prop_Send, "m_healthBufferTime", GetGameTime());
}
