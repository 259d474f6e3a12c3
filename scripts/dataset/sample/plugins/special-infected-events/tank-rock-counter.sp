// ask: Count the rocks that a Tank throws. There is no tank_rock event, right?
// say: Right, so `ability_use` is the way: its `ability` is `ability_throw` for a rock.
// note: The event also fires for other abilities, hence the string compare.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iRocks;

public Plugin myinfo =
{
    name = "Rock Counter",
    author = "tunewright",
    description = "Counts thrown rocks.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("ability_use", Event_AbilityUse);
    HookEvent("tank_spawn", Event_TankSpawn, EventHookMode_PostNoCopy);
}

public void Event_TankSpawn(Event event, const char[] name, bool dontBroadcast)
{
    g_iRocks = 0;
}

public void Event_AbilityUse(Event event, const char[] name, bool dontBroadcast)
{
    char ability[32];
    event.GetString("ability", ability, sizeof(ability));
    if (!StrEqual(ability, "ability_throw"))
    {
        return;
    }

    g_iRocks++;
    PrintHintTextToAll("Rock %d", g_iRocks);
}
