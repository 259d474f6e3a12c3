// ask: bile notifications, but the plugin must fail cleanly when an event is missing in some mod. how do I write that safely?
// say: `HookEventEx` returns false for an event that the game does not have, where `HookEvent` would throw.
// note: `SetFailState` stops the plugin with a reason that `sm plugins list` shows.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Checked Bile Notice",
    author = "tunewright",
    description = "Fails cleanly without its event.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    if (!HookEventEx(/*wrong:boomer_vomit*/"player_now_it", Event_Notice))
    {
        SetFailState("This game has no bile event");
    }
}

public void Event_Notice(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("userid"));
    if (victim == 0 || !IsClientInGame(victim) || IsFakeClient(victim))
    {
        return;
    }

    if (event.GetBool("by_boomer"))
    {
        PrintHintText(victim, "Boomer bile! Cover your back.");
    }
    else
    {
        PrintHintText(victim, "You are covered in bile.");
    }
}
