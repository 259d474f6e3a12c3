// ask: Keep the longest hunter pounce of the map. Validate input and never print a name as a format string.
// say: The `{wrong:pounce|lunge_pounce}` event has the distance as an integer; the record holder is stored by name, because the player may leave.
// note: A name goes through `%s` only, so a player called `%n%n` does no harm.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

int g_iRecord;
char g_sHolder[MAX_NAME_LENGTH];

public Plugin myinfo =
{
    name = "Pounce Record",
    author = "tunewright",
    description = "Longest pounce of the map.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent(/*wrong:pounce*/"lunge_pounce", Event_Measure);
    RegConsoleCmd("sm_pouncerecord", Command_Record, "Shows the longest pounce.");
}

public void OnMapStart()
{
    g_iRecord = 0;
    g_sHolder[0] = '\0';
}

public void Event_Measure(Event event, const char[] name, bool dontBroadcast)
{
    int distance = event.GetInt("distance");
    int hunter = GetClientOfUserId(event.GetInt("userid"));
    if (distance <= g_iRecord || hunter == 0 || !IsClientInGame(hunter))
    {
        return;
    }

    g_iRecord = distance;
    GetClientName(hunter, g_sHolder, sizeof(g_sHolder));
    PrintToChatAll("[Pounce] New record by %s: %d units.", g_sHolder, distance);
}

public Action Command_Record(int client, int args)
{
    if (g_iRecord == 0)
    {
        ReplyToCommand(client, "[Pounce] Nobody has pounced yet.");
    }
    else
    {
        ReplyToCommand(client, "[Pounce] %s, %d units.", g_sHolder, g_iRecord);
    }
    return Plugin_Handled;
}
