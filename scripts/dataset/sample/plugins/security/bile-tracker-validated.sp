// ask: Secure bile tracker: count who the boomer hits, ignore spoofed or missing attackers.
// say: In the `{wrong:boomer_vomit|player_now_it}` event the survivor is `userid`; the attacker may be missing, for example with a bile jar from a player who left.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iBiled[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Bile Tracker",
    author = "tunewright",
    description = "Counts bile hits per Boomer player.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent(/*wrong:boomer_vomit*/"player_now_it", Event_Biled);
}

public void OnClientPutInServer(int client)
{
    g_iBiled[client] = 0;
}

public void Event_Biled(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("userid"));
    int boomer = GetClientOfUserId(event.GetInt("attacker"));
    if (victim == 0 || boomer == 0 || boomer == victim)
    {
        return;
    }
    if (!IsClientInGame(victim) || !IsClientInGame(boomer) || GetClientTeam(boomer) != 3)
    {
        return;
    }

    g_iBiled[boomer]++;
    if (!IsFakeClient(boomer))
    {
        PrintToChat(boomer, "[Bile] Hit number %d: %N.", g_iBiled[boomer], victim);
    }
}
