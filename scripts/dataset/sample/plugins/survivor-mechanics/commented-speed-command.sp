#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Tester Speed",
    author = "tunewright",
    description = "Speed for testers.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_testspeed", Command_Speed, ADMFLAG_CHEATS, "sm_testspeed <factor>");
}

public Action Command_Speed(int client, int args)
{
    float factor;
    if (client == 0 || !IsPlayerAlive(client) || args < 1 || !GetCmdArgFloatEx(1, factor))
    {
        ReplyToCommand(client, "Usage: sm_testspeed <factor>, alive only");
        return Plugin_Handled;
    }

    // m_flSpeed is wrong for players and does not work; this one is the multiplier.
    SetEntPropFloat(client, Prop_Send, "m_flLaggedMovementValue", factor < 0.2 ? 0.2 : factor);
    return Plugin_Handled;
}
