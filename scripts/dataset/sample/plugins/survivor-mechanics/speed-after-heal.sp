// ask: Survivors who were just healed should run faster for ten seconds.
// ask: Speed bonus after a medkit heal, ten seconds, configurable factor.
// say: The multiplier of a player's movement is `m_flLaggedMovementValue`; it is set back by a timer.
// note: A second heal restarts the clock, because the old timer is killed first.
// twin: g_hReset => g_hSlowTimer ;; sm_heal_speed => sm_medkit_speed
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvFactor;
Handle g_hReset[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Healed Speed",
    author = "tunewright",
    description = "Faster after a heal.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvFactor = CreateConVar("sm_heal_speed", "1.2", "Movement multiplier.", FCVAR_NOTIFY, true, 1.0, true, 2.0);
    HookEvent("heal_success", Event_Healed);
}

public void OnClientDisconnect(int client)
{
    delete g_hReset[client];
}

public void Event_Healed(Event event, const char[] name, bool dontBroadcast)
{
    int patient = GetClientOfUserId(event.GetInt("subject"));
    if (patient == 0 || !IsClientInGame(patient) || !IsPlayerAlive(patient))
    {
        return;
    }

    delete g_hReset[patient];
    SetEntPropFloat(patient, Prop_Send, "m_flLaggedMovementValue", g_cvFactor.FloatValue);
    g_hReset[patient] = CreateTimer(10.0, Timer_Reset, GetClientUserId(patient));
}

public Action Timer_Reset(Handle timer, int userid)
{
    int patient = GetClientOfUserId(userid);
    if (patient != 0 && IsClientInGame(patient))
    {
        g_hReset[patient] = null;
        SetEntPropFloat(patient, Prop_Send, "m_flLaggedMovementValue", 1.0);
    }
    return Plugin_Stop;
}
