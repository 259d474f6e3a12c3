#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Jockey Notice",
    author = "tunewright",
    description = "Start and length of a ride.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("jockey_ride", Event_Ride);
    HookEvent("jockey_ride_end", Event_RideEnd);
}

public void Event_Ride(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (victim != 0 && IsClientInGame(victim))
    {
        PrintToChatAll("A Jockey rides %N!", victim);
    }
}

public void Event_RideEnd(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (victim != 0 && IsClientInGame(victim))
    {
        PrintToChatAll("%N is free after %.1f s.", victim, event.GetFloat("ride_length"));
    }
}
