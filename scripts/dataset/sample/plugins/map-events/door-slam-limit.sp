// ask: Stop players from spamming the saferoom door: one use per two seconds for each player.
// say: `OnPlayerRunCmd` drops the use key while a player's cooldown runs; the door events start it.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

float g_fUntil[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Door Limit",
    author = "tunewright",
    description = "Limits door spam.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("door_open", Event_Door);
    HookEvent("door_close", Event_Door);
}

public void OnClientPutInServer(int client)
{
    g_fUntil[client] = 0.0;
}

public void Event_Door(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client != 0 && event.GetBool("checkpoint"))
    {
        g_fUntil[client] = GetGameTime() + 2.0;
    }
}

public Action OnPlayerRunCmd(int client, int &buttons, int &impulse, float vel[3], float angles[3], int &weapon,
    int &subtype, int &cmdnum, int &tickcount, int &seed, int mouse[2])
{
    if ((buttons & IN_USE) != 0 && GetGameTime() < g_fUntil[client])
    {
        buttons &= ~IN_USE;
        return Plugin_Changed;
    }
    return Plugin_Continue;
}
