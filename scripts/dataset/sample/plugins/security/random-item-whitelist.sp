// ask: Give a random item after a saferoom, but only from a whitelist. No console command may be built from player input.
// say: `GivePlayerItem` takes the class name straight from a constant list, so there is no command string at all.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

#define CHANCE 0.25

char g_sAllowed[][] = { "weapon_pain_pills", "weapon_adrenaline", "weapon_pipe_bomb", "weapon_molotov" };
bool g_bGiven[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Whitelisted Bonus Item",
    author = "tunewright",
    description = "Random item from a fixed list.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_left_checkpoint", Event_Left);
    HookEvent("round_start", Event_Round, EventHookMode_PostNoCopy);
}

public void Event_Round(Event event, const char[] name, bool dontBroadcast)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        g_bGiven[i] = false;
    }
}

public void Event_Left(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || g_bGiven[client] || !IsClientInGame(client) || GetClientTeam(client) != 2 || !IsPlayerAlive(client))
    {
        return;
    }

    g_bGiven[client] = true;
    if (/*wrong:RandomFloat*/GetRandomFloat(0.0, 1.0) < CHANCE)
    {
        GivePlayerItem(client, g_sAllowed[/*wrong:RandomInt*/GetRandomInt(0, sizeof(g_sAllowed) - 1)]);
    }
}
