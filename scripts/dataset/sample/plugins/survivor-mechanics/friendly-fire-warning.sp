// ask: Tell the shooter about friendly fire in chat, once every few seconds at most. The horde must stay untouched.
// say: `friendly_fire` names the guilty one; nothing but a message happens.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

float g_fNext[MAXPLAYERS + 1];

public Plugin myinfo =
{
    name = "Friendly Fire Warning",
    author = "tunewright",
    description = "Warns the shooter.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("friendly_fire", Event_FriendlyFire);
}

public void OnClientPutInServer(int client)
{
    g_fNext[client] = 0.0;
}

public void Event_FriendlyFire(Event event, const char[] name, bool dontBroadcast)
{
    int guilty = GetClientOfUserId(event.GetInt("guilty"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (guilty == 0 || victim == 0 || !IsClientInGame(guilty) || IsFakeClient(guilty))
    {
        return;
    }

    float now = GetGameTime();
    if (now >= g_fNext[guilty])
    {
        g_fNext[guilty] = now + 4.0;
        PrintToChat(guilty, "Watch your fire, that was %N.", victim);
    }
}
