// ask: My hooks are missing for players who were already in game when the plugin is reloaded.
// ask: Make a plugin late-load safe: SDKHooks for everyone who is already connected.
// say: On a late load nobody runs through `OnClientPutInServer` again, so the plugin does it for them.
// twin: g_bLate => g_bLateLoad ;; Hook_Touched => Hook_Damaged
#include <sourcemod>
#include <sdkhooks>

#pragma semicolon 1
#pragma newdecls required

bool g_bLate;

public Plugin myinfo =
{
    name = "Late Load",
    author = "tunewright",
    description = "Hooks players who are already there.",
    version = "1.0.0",
    url = ""
};

public APLRes AskPluginLoad2(Handle myself, bool late, char[] error, int err_max)
{
    g_bLate = late;
    return APLRes_Success;
}

public void OnPluginStart()
{
    if (!g_bLate)
    {
        return;
    }

    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i))
        {
            OnClientPutInServer(i);
        }
    }
}

public void OnClientPutInServer(int client)
{
    SDKHook(client, SDKHook_OnTakeDamagePost, Hook_Touched);
}

public void Hook_Touched(int victim, int attacker, int inflictor, float damage, int damagetype)
{
    if (damage > 50.0 && !IsFakeClient(victim))
    {
        PrintToConsole(victim, "A hard hit: %.0f", damage);
    }
}
