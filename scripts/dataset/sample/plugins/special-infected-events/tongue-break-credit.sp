// ask: Give credit in chat to whoever frees a survivor from a smoker.
// ask: Who cut the tongue? Print the name of the helper.
// say: `tongue_pull_stopped` fires when another survivor ends the pull: `userid` is the helper.
// twin: Event_Stopped => Event_PullStopped ;; freed => rescued
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Tongue Credit",
    author = "tunewright",
    description = "Names the helper.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("tongue_pull_stopped", Event_Stopped);
    HookEvent("choke_stopped", Event_Stopped);
}

public void Event_Stopped(Event event, const char[] name, bool dontBroadcast)
{
    int helper = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (helper == 0 || victim == 0 || helper == victim || !IsClientInGame(helper) || !IsClientInGame(victim))
    {
        return;
    }
    PrintToChatAll("%N freed %N from the tongue.", helper, victim);
}
