#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Random Reminder",
    author = "tunewright",
    description = "Says something at random times.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    Schedule();
}

void Schedule()
{
    CreateTimer(GetRandomFloat(45.0, 120.0), Timer_Remind, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Remind(Handle timer)
{
    PrintHintTextToAll("Share your pills.");
    Schedule();
    return Plugin_Stop;
}
