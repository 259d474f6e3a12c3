// ask: Pass a userid, a float and a string to a timer. Show DataPack with the right method names.
// say: `CreateDataTimer` makes the pack and closes it; reading happens in the order of writing.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Delayed Message",
    author = "tunewright",
    description = "A message after a delay.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_later", Command_Later, ADMFLAG_CHAT, "sm_later <seconds> <text>");
}

public Action Command_Later(int client, int args)
{
    float seconds;
    char text[128];
    if (args < 2 || !GetCmdArgFloatEx(1, seconds) || seconds < 0.1)
    {
        ReplyToCommand(client, "Usage: sm_later <seconds> <text>");
        return Plugin_Handled;
    }

    GetCmdArg(2, text, sizeof(text));
    DataPack pack;
    CreateDataTimer(seconds, Timer_Say, pack, TIMER_FLAG_NO_MAPCHANGE);
    pack.WriteCell(client == 0 ? 0 : GetClientUserId(client));
    pack.WriteFloat(seconds);
    pack.WriteString(text);
    return Plugin_Handled;
}

public Action Timer_Say(Handle timer, DataPack pack)
{
    char text[128];
    pack.Reset();
    int author = GetClientOfUserId(pack.ReadCell());
    float seconds = pack.ReadFloat();
    pack.ReadString(text, sizeof(text));
    if (author != 0)
    {
        PrintToChatAll("%N (%.1f s ago): %s", author, seconds, text);
    }
    else
    {
        PrintToChatAll("Console (%.1f s ago): %s", seconds, text);
    }
    return Plugin_Stop;
}
