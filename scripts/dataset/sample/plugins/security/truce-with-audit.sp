// ask: Secure no-friendly-fire mode for hordes with an admin override and a log entry for every switch.
// say: The state is switched by the events of the horde or by an admin; every switch is logged with its reason.
#include <sourcemod>
#include <sdkhooks>

#pragma semicolon 1
#pragma newdecls required

bool g_bTruce;

public Plugin myinfo =
{
    name = "Audited Truce",
    author = "tunewright",
    description = "Switchable truce with a log.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("create_panic_event", Event_Start);
    HookEvent("panic_event_finished", Event_Stop, EventHookMode_PostNoCopy);
    RegAdminCmd("sm_truce", Command_Truce, ADMFLAG_SLAY, "Switches the truce.");
}

public void OnMapStart()
{
    g_bTruce = false;
}

public void OnClientPutInServer(int client)
{
    SDKHook(client, SDKHook_OnTakeDamage, Hook_Survivor);
}

void SetTruce(bool on, const char[] reason)
{
    if (g_bTruce != on)
    {
        g_bTruce = on;
        LogMessage("Truce %s (%s)", on ? "on" : "off", reason);
    }
}

public void Event_Start(Event event, const char[] name, bool dontBroadcast)
{
    SetTruce(true, "panic event");
}

public void Event_Stop(Event event, const char[] name, bool dontBroadcast)
{
    SetTruce(false, "panic event over");
}

public Action Command_Truce(int client, int args)
{
    SetTruce(!g_bTruce, "admin");
    ShowActivity2(client, "[Truce] ", "Truce is %s.", g_bTruce ? "on" : "off");
    return Plugin_Handled;
}

public Action Hook_Survivor(int victim, int &attacker, int &inflictor, float &damage, int &damagetype)
{
    if (!g_bTruce || attacker < 1 || attacker > MaxClients || !IsClientInGame(attacker) || attacker == victim)
    {
        return Plugin_Continue;
    }
    if (GetClientTeam(victim) == 2 && GetClientTeam(attacker) == 2)
    {
        damage = 0.0;
        return Plugin_Handled;
    }
    return Plugin_Continue;
}
