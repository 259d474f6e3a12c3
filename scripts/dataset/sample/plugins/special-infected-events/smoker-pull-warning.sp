// ask: When the smoker catches someone, warn the nearest standing survivor with a hint.
// ask: Hint for the closest free team mate as soon as a Smoker's tongue catches somebody.
// say: The plugin searches the closest survivor who is alive, upright and not the victim.
// note: `tongue_grab` has the Smoker in `userid` and the survivor in `victim`.
// twin: FindHelper => NearestFree ;; helper => rescuer ;; Smoker has %N => tongue on %N
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Smoker Warning",
    author = "tunewright",
    description = "Warns the nearest team mate.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("tongue_grab", Event_TongueGrab);
}

public void Event_TongueGrab(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (victim == 0 || !IsClientInGame(victim))
    {
        return;
    }

    int helper = FindHelper(victim);
    if (helper != 0)
    {
        PrintHintText(helper, "A Smoker has %N, you are closest!", victim);
    }
}

int FindHelper(int victim)
{
    int nearest = 0;
    float best = 99999.0;
    float origin[3];
    float other[3];
    GetClientAbsOrigin(victim, origin);
    for (int i = 1; i <= MaxClients; i++)
    {
        if (i == victim || !IsClientInGame(i) || IsFakeClient(i) || GetClientTeam(i) != 2 || !IsPlayerAlive(i))
        {
            continue;
        }
        if (GetEntProp(i, Prop_Send, "m_isIncapacitated") != 0)
        {
            continue;
        }
        GetClientAbsOrigin(i, other);
        float distance = GetVectorDistance(origin, other);
        if (distance < best)
        {
            best = distance;
            nearest = i;
        }
    }
    return nearest;
}
