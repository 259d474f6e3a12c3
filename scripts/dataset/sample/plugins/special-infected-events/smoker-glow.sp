#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Smoker Glow",
    author = "tunewright",
    description = "Shows a Smoker who has somebody.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("tongue_grab", Event_Grab);
}

public void Event_Grab(Event event, const char[] name, bool dontBroadcast)
{
    int userid = event.GetInt("userid");
    int smoker = GetClientOfUserId(userid);
    if (smoker == 0 || !IsClientInGame(smoker) || !IsPlayerAlive(smoker))
    {
        return;
    }

    SetEntProp(smoker, Prop_Send, "m_iGlowType", 3);
    SetEntProp(smoker, Prop_Send, "m_glowColorOverride", 0x0000FF);
    CreateTimer(5.0, Timer_Off, userid, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Off(Handle timer, int userid)
{
    int smoker = GetClientOfUserId(userid);
    if (smoker != 0 && IsClientInGame(smoker))
    {
        SetEntProp(smoker, Prop_Send, "m_iGlowType", 0);
    }
    return Plugin_Stop;
}
