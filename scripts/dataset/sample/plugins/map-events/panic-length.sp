// ask: Print how long each panic event lasted and who started it.
// say: `create_panic_event` starts the clock and `panic_event_finished` stops it.
// note: The starter is remembered by userid, because he may leave before the end.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

float g_fSince;
int g_iStarter;

public Plugin myinfo =
{
    name = "Panic Length",
    author = "tunewright",
    description = "Length of panic events.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("create_panic_event", Event_Panic);
    HookEvent("panic_event_finished", Event_Finished, EventHookMode_PostNoCopy);
}

public void Event_Panic(Event event, const char[] name, bool dontBroadcast)
{
    g_fSince = GetGameTime();
    g_iStarter = event.GetInt("userid");
}

public void Event_Finished(Event event, const char[] name, bool dontBroadcast)
{
    if (g_fSince <= 0.0)
    {
        return;
    }

    int starter = GetClientOfUserId(g_iStarter);
    int seconds = RoundToNearest(GetGameTime() - g_fSince);
    g_fSince = 0.0;
    if (starter != 0 && IsClientInGame(starter))
    {
        PrintToChatAll("The panic of %N lasted %d seconds.", starter, seconds);
    }
    else
    {
        PrintToChatAll("The panic lasted %d seconds.", seconds);
    }
}
