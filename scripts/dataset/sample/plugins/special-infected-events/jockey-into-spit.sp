// ask: Jockey steers a survivor into spitter acid: announce the combo.
// say: A rider is remembered per victim, and `entered_spit` asks whether there is one.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iRider[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Acid Ride",
    author = "tunewright",
    description = "Announces rides into acid.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("jockey_ride", Event_Ride);
    HookEvent("jockey_ride_end", Event_RideEnd);
    HookEvent("entered_spit", Event_Spit);
}

public void Event_Ride(Event event, const char[] name, bool dontBroadcast)
{
    g_iRider[GetClientOfUserId(event.GetInt("victim"))] = event.GetInt("userid");
}

public void Event_RideEnd(Event event, const char[] name, bool dontBroadcast)
{
    g_iRider[GetClientOfUserId(event.GetInt("victim"))] = 0;
}

public void Event_Spit(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("userid"));
    int jockey = victim == 0 ? 0 : GetClientOfUserId(g_iRider[victim]);
    if (jockey != 0 && IsClientInGame(jockey) && IsClientInGame(victim))
    {
        PrintToChatAll("%N rode %N into acid!", jockey, victim);
    }
}
