// ask: Whoever helps a team mate up gets 5 temporary health.
// say: The helper is `userid`, the one who was down is `subject`.
// note: Ledge rescues count too; use `ledge_hang` to leave them out.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define BONUS 5.0

public Plugin myinfo =
{
    name = "Revive Bonus",
    author = "tunewright",
    description = "Temporary health for helpers.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("revive_success", Event_Revive);
}

public void Event_Revive(Event event, const char[] name, bool dontBroadcast)
{
    int helper = GetClientOfUserId(event.GetInt("userid"));
    int subject = GetClientOfUserId(event.GetInt("subject"));
    if (helper == 0 || helper == subject || !IsClientInGame(helper) || !IsPlayerAlive(helper))
    {
        return;
    }

    float buffer = GetEntPropFloat(helper, Prop_Send, "m_healthBuffer") + BONUS;
    SetEntPropFloat(helper, Prop_Send, "m_healthBuffer", buffer > 100.0 ? 100.0 : buffer);
    SetEntPropFloat(helper, Prop_Send, "m_healthBufferTime", GetGameTime());
}
