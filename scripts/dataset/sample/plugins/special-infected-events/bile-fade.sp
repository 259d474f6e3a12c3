#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Bile Fade",
    author = "tunewright",
    description = "Darkens the screen of a biled survivor.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_now_it", Event_Covered);
}

public void Event_Covered(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || !IsClientInGame(client) || IsFakeClient(client))
    {
        return;
    }

    Handle message = StartMessageOne("Fade", client);
    if (message == null)
    {
        return;
    }
    BfWrite fade = UserMessageToBfWrite(message);
    fade.WriteShort(1500);
    fade.WriteShort(1500);
    fade.WriteShort(0x0001);
    fade.WriteByte(10);
    fade.WriteByte(20);
    fade.WriteByte(0);
    fade.WriteByte(110);
    EndMessage();
}
