// ask: Track bile: show at round end which boomer covered the most survivors.
// ask: Round-end line with the best Boomer (most survivors covered).
// say: `player_now_it` names the Boomer in `attacker`; `by_boomer` keeps bile jars out.
// twin: g_iCovered => g_iSplashed ;; Best Boomer => Messiest Boomer
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iCovered[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Bile Scoreboard",
    author = "tunewright",
    description = "Best Boomer of the round.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_now_it", Event_NowIt);
    HookEvent("round_end", Event_RoundEnd, EventHookMode_PostNoCopy);
}

public void OnClientPutInServer(int client)
{
    g_iCovered[client] = 0;
}

public void Event_NowIt(Event event, const char[] name, bool dontBroadcast)
{
    int boomer = GetClientOfUserId(event.GetInt("attacker"));
    if (boomer != 0 && event.GetBool("by_boomer"))
    {
        g_iCovered[boomer]++;
    }
}

public void Event_RoundEnd(Event event, const char[] name, bool dontBroadcast)
{
    int best = 0;
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i) && g_iCovered[i] > 0 && (best == 0 || g_iCovered[i] > g_iCovered[best]))
        {
            best = i;
        }
    }
    if (best != 0)
    {
        PrintToChatAll("Best Boomer: %N with %d.", best, g_iCovered[best]);
    }
    for (int i = 1; i <= MaxClients; i++)
    {
        g_iCovered[i] = 0;
    }
}
