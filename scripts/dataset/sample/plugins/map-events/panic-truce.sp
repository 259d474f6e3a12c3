// ask: No friendly fire while a horde is attacking: survivors must not hurt each other from the start of a panic event to its end.
// ask: Turn friendly fire off during panic events, on again afterwards.
// say: The damage hook cancels hits between survivors while a flag is set; the two panic events set and clear it.
// note: A horde of the map has no starter, so the flag does not depend on `userid`.
// note: The flag is cleared on `round_start` too, because a lost round ends a panic without `panic_event_finished`.
// twin: g_bHorde => g_bPanic ;; Hook_Truce => OnDamage
#include <sourcemod>
#include <sdkhooks>

#pragma semicolon 1
#pragma newdecls required

bool g_bHorde;

public Plugin myinfo =
{
    name = "Panic Truce",
    author = "tunewright",
    description = "No friendly fire during panic events.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("create_panic_event", Event_Panic, EventHookMode_PostNoCopy);
    HookEvent("panic_event_finished", Event_Over, EventHookMode_PostNoCopy);
    HookEvent("round_start", Event_Over, EventHookMode_PostNoCopy);
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
    SDKHook(client, SDKHook_OnTakeDamage, Hook_Truce);
}

public void Event_Panic(Event event, const char[] name, bool dontBroadcast)
{
    g_bHorde = true;
}

public void Event_Over(Event event, const char[] name, bool dontBroadcast)
{
    g_bHorde = false;
}

public Action Hook_Truce(int victim, int &attacker, int &inflictor, float &damage, int &damagetype)
{
    if (!g_bHorde || attacker < 1 || attacker > MaxClients || attacker == victim || !IsClientInGame(attacker))
    {
        return Plugin_Continue;
    }
    return GetClientTeam(victim) == 2 && GetClientTeam(attacker) == 2 ? Plugin_Handled : Plugin_Continue;
}
