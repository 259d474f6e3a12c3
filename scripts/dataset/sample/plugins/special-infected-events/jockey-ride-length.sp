// ask: Show the length of every Jockey ride and keep the longest of the map.
// ask: Longest jockey ride of the map, please, with a chat line for each ride.
// say: `jockey_ride_end` has `ride_length` as a float, so nothing has to be measured.
// twin: g_fLongest => g_fRecord ;; New longest ride => Record ride
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

float g_fLongest;

public Plugin myinfo =
{
    name = "Ride Length",
    author = "tunewright",
    description = "Lengths of Jockey rides.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("jockey_ride_end", Event_RideEnd);
}

public void OnMapStart()
{
    g_fLongest = 0.0;
}

public void Event_RideEnd(Event event, const char[] name, bool dontBroadcast)
{
    int jockey = GetClientOfUserId(event.GetInt("userid"));
    float length = event.GetFloat("ride_length");
    if (jockey == 0 || !IsClientInGame(jockey))
    {
        return;
    }

    PrintToChatAll("%N rode for %.1f s.", jockey, length);
    if (length > g_fLongest)
    {
        g_fLongest = length;
        PrintToChatAll("New longest ride: %.1f s.", length);
    }
}
