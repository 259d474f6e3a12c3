// ask: FindConVar can return null. Show a plugin that survives a game update that removes a convar.
// say: A missing convar is logged once, and the feature that needs it is off.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvGlow;
int g_iOld;

public Plugin myinfo =
{
    name = "Missing ConVar",
    author = "tunewright",
    description = "Copes with a convar that is gone.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvGlow = FindConVar("sv_disable_glow_survivors");
    if (g_cvGlow == null)
    {
        LogError("sv_disable_glow_survivors is gone, survivor glow stays as it is");
        return;
    }

    g_iOld = g_cvGlow.IntValue;
    HookEvent("finale_start", Event_Finale, EventHookMode_PostNoCopy);
}

public void Event_Finale(Event event, const char[] name, bool dontBroadcast)
{
    g_cvGlow.SetInt(1);
}

public void OnPluginEnd()
{
    if (g_cvGlow != null)
    {
        g_cvGlow.SetInt(g_iOld);
    }
}
