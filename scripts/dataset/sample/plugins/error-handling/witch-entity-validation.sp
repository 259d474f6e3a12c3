// ask: Validate a witch entity before reading her rage. Show all checks that are needed.
// say: Range, validity, class name, property: in this order, each check makes the next one safe.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Witch Rage",
    author = "tunewright",
    description = "Reads the rage of a Witch.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("witch_harasser_set", Event_Harasser);
}

public void Event_Harasser(Event event, const char[] name, bool dontBroadcast)
{
    int witch = event.GetInt("witchid");
    float rage;
    if (ReadRage(witch, rage))
    {
        PrintToServer("Witch #%d: rage %.2f", witch, rage);
    }
}

bool ReadRage(int entity, float &rage)
{
    if (entity <= MaxClients || !IsValidEntity(entity))
    {
        return false;
    }

    char classname[32];
    GetEntityClassname(entity, classname, sizeof(classname));
    if (!StrEqual(classname, "witch") || !HasEntProp(entity, Prop_Send, "m_rage"))
    {
        return false;
    }

    rage = GetEntPropFloat(entity, Prop_Send, "m_rage");
    return true;
}
