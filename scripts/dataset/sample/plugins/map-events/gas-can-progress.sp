// ask: Scavenge helper: show poured / needed cans to the survivors after every pour.
// say: The numbers are game rules netprops, so no counting is needed.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Can Progress",
    author = "tunewright",
    description = "Shows the gas can score.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("gascan_pour_completed", Event_Poured);
}

public void Event_Poured(Event event, const char[] name, bool dontBroadcast)
{
    int pourer = GetClientOfUserId(event.GetInt("userid"));
    int left = GameRules_GetProp("m_nScavengeItemsRemaining");
    int goal = GameRules_GetProp("m_nScavengeItemsGoal");
    if (pourer != 0 && IsClientInGame(pourer))
    {
        PrintToChatAll("%N poured a can: %d left of %d.", pourer, left, goal);
    }
}
