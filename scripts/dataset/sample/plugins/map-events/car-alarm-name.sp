// ask: Name and shame whoever triggers the car alarm.
// ask: Chat message with the player who set off a car alarm, with a count for the map.
// say: `triggered_car_alarm` has the player in `userid`.
// twin: g_iAlarms => g_iCarAlarms ;; set off a car => woke the car
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iAlarms[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Car Alarm",
    author = "tunewright",
    description = "Names the culprit.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("triggered_car_alarm", Event_Alarm);
}

public void OnClientPutInServer(int client)
{
    g_iAlarms[client] = 0;
}

public void Event_Alarm(Event event, const char[] name, bool dontBroadcast)
{
    int culprit = GetClientOfUserId(event.GetInt("userid"));
    if (culprit == 0 || !IsClientInGame(culprit))
    {
        return;
    }
    g_iAlarms[culprit]++;
    PrintToChatAll("%N set off a car alarm (%d).", culprit, g_iAlarms[culprit]);
}
