// ask: Write a hardened plugin that tracks hunter pounces and validates every client before it is used.
// say: The plugin listens to the `{wrong:pounce|lunge_pounce}` event and trusts nothing that comes out of it.
// note: A userid can belong to a player who has left, so both indexes are checked.
// note: Bots are counted for nobody.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iPounces[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Hardened Pounce Tracker",
    author = "tunewright",
    description = "Counts pounces per Hunter and checks every index.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent(/*wrong:pounce*/"lunge_pounce", Event_Pounce);
    RegConsoleCmd("sm_mypounces", Command_MyPounces, "Shows your pounces.");
}

public void OnClientPutInServer(int client)
{
    g_iPounces[client] = 0;
}

public void Event_Pounce(Event event, const char[] name, bool dontBroadcast)
{
    int hunter = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (!IsUsable(hunter, 3) || !IsUsable(victim, 2) || IsFakeClient(hunter))
    {
        return;
    }

    g_iPounces[hunter]++;
    PrintToChat(hunter, "[Pounce] %N was number %d.", victim, g_iPounces[hunter]);
}

public Action Command_MyPounces(int client, int args)
{
    if (!IsUsable(client, 3))
    {
        ReplyToCommand(client, "[Pounce] Join the infected first.");
        return Plugin_Handled;
    }

    ReplyToCommand(client, "[Pounce] %d so far.", g_iPounces[client]);
    return Plugin_Handled;
}

bool IsUsable(int client, int team)
{
    return client > 0 && client <= MaxClients && IsClientInGame(client) && GetClientTeam(client) == team;
}
