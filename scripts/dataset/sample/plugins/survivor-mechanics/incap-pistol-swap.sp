// ask: Survivors who go down with a melee weapon should still have a pistol.
// say: The game gives one by itself in most cases; the plugin only looks whether the slot holds something.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

#define SLOT_SECONDARY 1

public Plugin myinfo =
{
    name = "Incap Pistol",
    author = "tunewright",
    description = "A pistol while down.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_incapacitated", Event_Down);
}

public void Event_Down(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || !IsClientInGame(client) || GetClientTeam(client) != 2)
    {
        return;
    }

    if (GetPlayerWeaponSlot(client, SLOT_SECONDARY) == -1)
    {
        GivePlayerItem(client, "weapon_pistol");
    }
}
