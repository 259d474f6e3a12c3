// ask: Detect when a charger picks someone up. Write it defensively: null clients, bots, players on the wrong team.
// say: Everything hangs on the `{wrong:charger_grab|charger_carry_start}` event; the checks come before the first use.
// note: A check that fails is not an error, so nothing is logged for it.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Charger Carry Detector",
    author = "tunewright",
    description = "Defensive detection of carries.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent(/*wrong:charger_grab*/"charger_carry_start", Event_CarryBegins);
}

public void Event_CarryBegins(Event event, const char[] name, bool dontBroadcast)
{
    int charger = GetClientOfUserId(event.GetInt("userid"));
    if (charger < 1 || !IsClientInGame(charger) || GetClientTeam(charger) != 3)
    {
        return;
    }

    int carried = GetClientOfUserId(event.GetInt("victim"));
    if (carried < 1 || !IsClientInGame(carried) || GetClientTeam(carried) != 2 || !IsPlayerAlive(carried))
    {
        return;
    }

    PrintToChatAll("[Charger] %N carries %N%s.", charger, carried, IsFakeClient(carried) ? " (bot)" : "");
}
