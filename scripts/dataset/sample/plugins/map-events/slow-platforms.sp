#include <sourcemod>
#include <sdktools>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Slow Platforms",
    author = "tunewright",
    description = "Slower platforms on finale maps.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("round_start", Event_RoundStart, EventHookMode_PostNoCopy);
}

public void Event_RoundStart(Event event, const char[] name, bool dontBroadcast)
{
    if (!L4D_IsMissionFinalMap())
    {
        return;
    }

    int platform = -1;
    while ((platform = FindEntityByClassname(platform, "func_movelinear")) != -1)
    {
        float speed = GetEntPropFloat(platform, Prop_Data, "m_flSpeed");
        SetEntPropFloat(platform, Prop_Data, "m_flSpeed", speed * 0.5);
    }
}
