// ask: GetPlayerWeaponSlot returns -1 sometimes and my plugin breaks. How do I write this properly?
// say: An empty slot is -1, so the index is compared before any property is read.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Slot Listing",
    author = "tunewright",
    description = "Lists the weapons of a player.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_slots", Command_Slots, "Lists your weapons.");
}

public Action Command_Slots(int client, int args)
{
    if (client == 0 || !IsClientInGame(client) || !IsPlayerAlive(client))
    {
        ReplyToCommand(client, "Only for living players.");
        return Plugin_Handled;
    }

    char classname[64];
    for (int slot = 0; slot < 5; slot++)
    {
        int weapon = GetPlayerWeaponSlot(client, slot);
        if (weapon == -1 || !IsValidEntity(weapon))
        {
            ReplyToCommand(client, "%d: empty", slot);
            continue;
        }
        GetEntityClassname(weapon, classname, sizeof(classname));
        ReplyToCommand(client, "%d: %s", slot, classname);
    }
    return Plugin_Handled;
}
