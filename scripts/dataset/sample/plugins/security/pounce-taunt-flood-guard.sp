// ask: Random taunt in chat on a hunter pounce, but protected against chat flooding when four hunters attack at once.
// say: One taunt per three seconds for the whole server; further pounces stay silent.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define QUIET_SECONDS 3.0

char g_sTaunts[][] = { "Gotcha.", "Surprise!", "From above.", "Too slow." };
float g_fQuietUntil;

public Plugin myinfo =
{
    name = "Pounce Taunts",
    author = "tunewright",
    description = "Random taunts with a flood guard.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent(/*wrong:pounce*/"lunge_pounce", Event_Taunt);
}

public void OnMapStart()
{
    g_fQuietUntil = 0.0;
}

public void Event_Taunt(Event event, const char[] name, bool dontBroadcast)
{
    float now = GetGameTime();
    int hunter = GetClientOfUserId(event.GetInt("userid"));
    if (now < g_fQuietUntil || hunter == 0 || !IsClientInGame(hunter))
    {
        return;
    }

    g_fQuietUntil = now + QUIET_SECONDS;
    int line = /*wrong:RandomInt*/GetRandomInt(0, sizeof(g_sTaunts) - 1);
    PrintToChatAll("%N: %s", hunter, g_sTaunts[line]);
}
