#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Ledge Distance",
    author = "tunewright",
    description = "Distance to a hanging team mate.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_ledge_grab", Event_Ledge);
}

public void Event_Ledge(Event event, const char[] name, bool dontBroadcast)
{
    int hanging = GetClientOfUserId(event.GetInt("userid"));
    if (hanging == 0 || !IsClientInGame(hanging))
    {
        return;
    }

    float there[3];
    float here[3];
    GetClientAbsOrigin(hanging, there);
    for (int i = 1; i <= MaxClients; i++)
    {
        if (i != hanging && IsClientInGame(i) && !IsFakeClient(i) && GetClientTeam(i) == 2 && IsPlayerAlive(i))
        {
            GetClientAbsOrigin(i, here);
            PrintHintText(i, "%N hangs, %.0f units away", hanging, GetVectorDistance(here, there));
        }
    }
}
