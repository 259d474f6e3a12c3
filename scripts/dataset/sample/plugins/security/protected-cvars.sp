// ask: Lock sv_cheats: if anything changes it, set it back and log it.
// say: A change hook restores the value; a flag keeps the hook from answering to itself.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvCheats;
bool g_bRestoring;

public Plugin myinfo =
{
    name = "Locked ConVars",
    author = "tunewright",
    description = "Keeps a convar at its value.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvCheats = FindConVar("sv_cheats");
    g_cvCheats.AddChangeHook(OnCheatsChanged);
}

public void OnCheatsChanged(ConVar convar, const char[] oldValue, const char[] newValue)
{
    if (g_bRestoring || StrEqual(newValue, "0"))
    {
        return;
    }

    g_bRestoring = true;
    convar.SetInt(0);
    g_bRestoring = false;
    LogMessage("sv_cheats was changed from %s to %s and set back", oldValue, newValue);
}
