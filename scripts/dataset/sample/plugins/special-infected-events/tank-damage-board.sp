// ask: After a Tank dies show how much damage each survivor did to it.
// ask: damage ranking on tank death
// say: Damage is summed from `player_hurt` while the victim is a Tank, and shown on `tank_killed`.
// note: The last hit can be larger than the remaining health, so the sum may pass the total.
// twin: g_iDamage => g_iTankDamage ;; CLASS_TANK => ZOMBIE_TANK ;; ShowBoard => PrintDamage
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define CLASS_TANK 8

int g_iDamage[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Tank Damage Board",
    author = "tunewright",
    description = "Damage per survivor.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_hurt", Event_Hurt);
    HookEvent("tank_spawn", Event_TankSpawn, EventHookMode_PostNoCopy);
    HookEvent("tank_killed", Event_TankKilled, EventHookMode_PostNoCopy);
}

public void Event_TankSpawn(Event event, const char[] name, bool dontBroadcast)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        g_iDamage[i] = 0;
    }
}

public void Event_Hurt(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("userid"));
    int attacker = GetClientOfUserId(event.GetInt("attacker"));
    if (victim == 0 || attacker == 0 || !IsClientInGame(victim) || GetClientTeam(victim) != 3)
    {
        return;
    }
    if (GetEntProp(victim, Prop_Send, "m_zombieClass") == CLASS_TANK)
    {
        g_iDamage[attacker] += event.GetInt("dmg_health");
    }
}

public void Event_TankKilled(Event event, const char[] name, bool dontBroadcast)
{
    ShowBoard();
}

void ShowBoard()
{
    PrintToChatAll("\x04Tank damage\x01");
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i) && GetClientTeam(i) == 2 && g_iDamage[i] > 0)
        {
            PrintToChatAll("  %N: %d", i, g_iDamage[i]);
        }
    }
}
