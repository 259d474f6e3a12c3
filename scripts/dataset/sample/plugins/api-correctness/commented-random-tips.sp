#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

char g_sTips[][] = { "Crouch to aim better.", "Shove before you shoot.", "Cover the rear." };

public Plugin myinfo =
{
    name = "Random Tips",
    author = "tunewright",
    description = "Shows a tip now and then.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    // Wrong would be RandomFloat(30.0, 60.0): SourceMod has no native of that name.
    CreateTimer(GetRandomFloat(30.0, 60.0), Timer_Tip, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Tip(Handle timer)
{
    // GetRandomInt, not RandomInt
    PrintHintTextToAll("%s", g_sTips[GetRandomInt(0, sizeof(g_sTips) - 1)]);
    CreateTimer(GetRandomFloat(30.0, 60.0), Timer_Tip, _, TIMER_FLAG_NO_MAPCHANGE);
    return Plugin_Stop;
}
