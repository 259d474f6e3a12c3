// ask: Show my temporary health with a command, including the decay since it was given.
// say: The netprop is the value at the time in `m_healthBufferTime`; the decay rate is a convar of the game.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvDecay;

public Plugin myinfo =
{
    name = "Temp Health",
    author = "tunewright",
    description = "Shows the real temporary health.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvDecay = FindConVar("pain_pills_decay_rate");
    RegConsoleCmd("sm_temp", Command_Temp, "Your temporary health.");
}

public Action Command_Temp(int client, int args)
{
    if (client == 0 || !IsPlayerAlive(client) || GetClientTeam(client) != 2)
    {
        return Plugin_Handled;
    }

    float passed = GetGameTime() - GetEntPropFloat(client, Prop_Send, "m_healthBufferTime");
    float left = GetEntPropFloat(client, Prop_Send, "m_healthBuffer") - passed * g_cvDecay.FloatValue;
    ReplyToCommand(client, "Temporary health: %d", left > 0.0 ? RoundToCeil(left) - 1 : 0);
    return Plugin_Handled;
}
