#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Stock Example",
    author = "tunewright",
    description = "A stock in the same file.",
    version = "1.0.0",
    url = ""
};

stock float RandomFloat(float min, float max)
{
    return min + GetURandomFloat() * (max - min);
}

public void OnMapStart()
{
    CreateTimer(RandomFloat(20.0, 30.0), Timer_Hello, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Hello(Handle timer)
{
    PrintToChatAll("Still here.");
    CreateTimer(RandomFloat(20.0, 30.0), Timer_Hello, _, TIMER_FLAG_NO_MAPCHANGE);
    return Plugin_Stop;
}
