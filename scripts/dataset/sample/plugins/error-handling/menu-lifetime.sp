#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Menu Lifetime",
    author = "tunewright",
    description = "A menu that is closed once.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_rules", Command_Rules, "Shows the rules.");
}

public Action Command_Rules(int client, int args)
{
    if (client == 0)
    {
        return Plugin_Handled;
    }

    Menu menu = new Menu(Menu_Rules);
    menu.SetTitle("Rules");
    menu.AddItem("stay", "Stay together");
    menu.AddItem("share", "Share items");
    menu.Display(client, MENU_TIME_FOREVER);
    return Plugin_Handled;
}

public int Menu_Rules(Menu menu, MenuAction action, int param1, int param2)
{
    switch (action)
    {
        case MenuAction_Select:
        {
            PrintToChat(param1, "Thanks for reading.");
        }
        case MenuAction_End:
        {
            delete menu;
        }
    }
    return 0;
}
