// ask: When the rescue leaves, say how many survivors got on and name those who were down.
// say: `finale_vehicle_leaving` has the number of those on board in `survivorcount`.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Left Behind",
    author = "tunewright",
    description = "Names who was left behind.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("finale_vehicle_leaving", Event_Leaving);
}

public void Event_Leaving(Event event, const char[] name, bool dontBroadcast)
{
    int aboard = event.GetInt("survivorcount");
    int alive;
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i) && GetClientTeam(i) == 2 && IsPlayerAlive(i))
        {
            alive++;
            if (L4D_IsPlayerIncapacitated(i))
            {
                PrintToChatAll("%N was down when it left.", i);
            }
        }
    }
    PrintToChatAll("%d of %d living survivors made it.", aboard, alive);
}
