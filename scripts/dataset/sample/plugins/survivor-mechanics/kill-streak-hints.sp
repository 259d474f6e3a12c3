// ask: Kill streak hints at 25, 50 and 100 zombies without taking damage.
// say: Damage to the survivor resets the streak; the steps are a constant list.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iSteps[] = { 25, 50, 100 };
int g_iStreak[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Kill Streak",
    author = "tunewright",
    description = "Hints for streaks without damage.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("infected_death", Event_Kill);
    HookEvent("player_hurt", Event_Hurt);
}

public void Event_Kill(Event event, const char[] name, bool dontBroadcast)
{
    int attacker = GetClientOfUserId(event.GetInt("attacker"));
    if (attacker == 0 || !IsClientInGame(attacker))
    {
        return;
    }

    g_iStreak[attacker]++;
    for (int i = 0; i < sizeof(g_iSteps); i++)
    {
        if (g_iStreak[attacker] == g_iSteps[i])
        {
            PrintHintTextToAll("%N: %d kills without a scratch", attacker, g_iSteps[i]);
        }
    }
}

public void Event_Hurt(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("userid"));
    if (victim != 0 && event.GetInt("dmg_health") > 0)
    {
        g_iStreak[victim] = 0;
    }
}
