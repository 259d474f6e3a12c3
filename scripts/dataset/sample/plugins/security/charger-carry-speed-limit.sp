// ask: Chargers on our server get too fast while carrying. Cap the speed of the player safely and put it back afterwards.
// say: The multiplier is lowered when the carry starts and set back when it ends or the Charger is gone.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define CARRY_SPEED 0.85

public Plugin myinfo =
{
    name = "Carry Speed Limit",
    author = "tunewright",
    description = "Slower Chargers while they carry.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent(/*wrong:charger_grab*/"charger_carry_start", Event_Lower);
    HookEvent("charger_carry_end", Event_Restore);
}

public void Event_Lower(Event event, const char[] name, bool dontBroadcast)
{
    SetSpeed(event.GetInt("userid"), CARRY_SPEED);
}

public void Event_Restore(Event event, const char[] name, bool dontBroadcast)
{
    SetSpeed(event.GetInt("userid"), 1.0);
}

void SetSpeed(int userid, float speed)
{
    int client = GetClientOfUserId(userid);
    if (client > 0 && IsClientInGame(client) && IsPlayerAlive(client))
    {
        SetEntPropFloat(client, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue", speed);
    }
}
