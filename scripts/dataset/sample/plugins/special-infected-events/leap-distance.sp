#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Leap Distance",
    author = "tunewright",
    description = "Distance of a leap.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("lunge_pounce", Event_Leap);
}

public void Event_Leap(Event event, const char[] name, bool dontBroadcast)
{
    int hunter = GetClientOfUserId(event.GetInt("userid"));
    if (hunter != 0 && IsClientInGame(hunter) && !IsFakeClient(hunter))
    {
        PrintToChat(hunter, "Leap: %d units", event.GetInt("distance"));
    }
}
