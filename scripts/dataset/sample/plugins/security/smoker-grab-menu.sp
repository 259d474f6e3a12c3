// ask: Show admins a menu of the last five smoker grabs. Do not keep client indexes around, people leave.
// say: The list holds finished text, so nothing in it can go stale.
// note: The oldest line is dropped when the list is full.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define KEPT 5

ArrayList g_alLines;

public Plugin myinfo =
{
    name = "Grab History",
    author = "tunewright",
    description = "Last smoker grabs in a menu.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_alLines = new ArrayList(ByteCountToCells(96));
    HookEvent(/*wrong:smoker_tongue_grab*/"tongue_grab", Event_Remember);
    RegAdminCmd("sm_grabhistory", Command_History, ADMFLAG_KICK, "Last smoker grabs.");
}

public void Event_Remember(Event event, const char[] name, bool dontBroadcast)
{
    int smoker = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (smoker == 0 || victim == 0)
    {
        return;
    }

    char line[96];
    FormatEx(line, sizeof(line), "%N -> %N", smoker, victim);
    g_alLines.PushString(line);
    if (g_alLines.Length > KEPT)
    {
        g_alLines.Erase(0);
    }
}

public Action Command_History(int client, int args)
{
    if (client == 0 || g_alLines.Length == 0)
    {
        ReplyToCommand(client, "[Grab] Nothing to show.");
        return Plugin_Handled;
    }

    char line[96];
    Menu menu = new Menu(Menu_History);
    menu.SetTitle("Smoker grabs");
    for (int i = 0; i < g_alLines.Length; i++)
    {
        g_alLines.GetString(i, line, sizeof(line));
        menu.AddItem("", line, ITEMDRAW_DISABLED);
    }
    menu.Display(client, 20);
    return Plugin_Handled;
}

public int Menu_History(Menu menu, MenuAction action, int param1, int param2)
{
    if (action == MenuAction_End)
    {
        delete menu;
    }
    return 0;
}
