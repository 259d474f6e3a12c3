#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Random Turn",
    author = "tunewright",
    description = "A message with a random wait.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    NextTurn();
}

void NextTurn()
{
    CreateTimer(GetRandomFloat(10.0, 25.0), Timer_Turn, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Turn(Handle timer)
{
    PrintCenterTextAll("Check your ammo.");
    NextTurn();
    return Plugin_Stop;
}
