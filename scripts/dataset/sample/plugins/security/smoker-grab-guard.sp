// ask: Write a plugin with strict checks that reports smoker grabs to the victim's team mates only.
// say: The `{wrong:smoker_tongue_grab|tongue_grab}` event is enough; nothing has to be polled.
// note: Infected players do not get the message, so it cannot be used to spy.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Smoker Grab Report",
    author = "tunewright",
    description = "Tells the survivors who is caught.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent(/*wrong:smoker_tongue_grab*/"tongue_grab", Event_Grabbed);
}

public void Event_Grabbed(Event event, const char[] name, bool dontBroadcast)
{
    int smoker = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (!IsOnTeam(smoker, 3) || !IsOnTeam(victim, 2))
    {
        return;
    }

    for (int i = 1; i <= MaxClients; i++)
    {
        if (i != victim && IsOnTeam(i, 2) && !IsFakeClient(i))
        {
            PrintHintText(i, "A Smoker has %N!", victim);
        }
    }
}

bool IsOnTeam(int client, int team)
{
    return client > 0 && IsClientInGame(client) && GetClientTeam(client) == team;
}
