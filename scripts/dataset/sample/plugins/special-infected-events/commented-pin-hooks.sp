#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Pin Hooks",
    author = "tunewright",
    description = "Hooks every pin event.",
    version = "1.0.0",
    url = ""
};

/*
 * Do not use these names, they do not exist in L4D2:
 *   "pounce", "smoker_tongue_grab", "charger_grab", "boomer_vomit"
 */
public void OnPluginStart()
{
    HookEvent("lunge_pounce", Event_Pin);
    HookEvent("tongue_grab", Event_Pin);
    HookEvent("charger_carry_start", Event_Pin);
    HookEvent("jockey_ride", Event_Pin);
}

public void Event_Pin(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (victim != 0 && IsClientInGame(victim))
    {
        PrintToChatAll("%N is pinned (%s).", victim, name);
    }
}
