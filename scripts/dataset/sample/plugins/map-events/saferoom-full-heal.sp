// ask: Heal everybody to full when they reach the end saferoom, remove black and white as well.
// ask: End saferoom: restore health, clear the revive count.
// ask: when survivors enter the last checkpoint give them 100 hp and reset incaps
// say: `player_entered_checkpoint` fires for both saferooms, so the plugin asks which one it is.
// say: The last checkpoint is told from the first one with Left 4 DHooks.
// note: The revive count and the last-life flag are two netprops; both are cleared.
// twin: HealFully => RestoreSurvivor
// twin: Event_Checkpoint => OnCheckpoint ;; rest in the saferoom => is safe
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Saferoom Heal",
    author = "tunewright",
    description = "Full health in the end saferoom.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_entered_checkpoint", Event_Checkpoint);
}

public void Event_Checkpoint(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || !IsClientInGame(client) || GetClientTeam(client) != 2 || !IsPlayerAlive(client))
    {
        return;
    }
    if (L4D_IsInLastCheckpoint(client))
    {
        HealFully(client);
        PrintToChat(client, "You can rest in the saferoom.");
    }
}

void HealFully(int client)
{
    if (L4D_IsPlayerIncapacitated(client))
    {
        L4D_ReviveSurvivor(client);
    }
    SetEntityHealth(client, 100);
    SetEntPropFloat(client, Prop_Send, "m_healthBuffer", 0.0);
    SetEntProp(client, Prop_Send, "m_currentReviveCount", 0);
    SetEntProp(client, Prop_Send, "m_bIsOnThirdStrike", 0);
}
