// ask: Write a yes/no vote for skipping the intro with a secure tie break, admins only.
// say: The handler of the vote menu gets the winner and the counts; a tie is decided by a coin.
// note: `IsVoteInProgress` keeps a second vote from starting.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Skip Vote",
    author = "tunewright",
    description = "Vote with a fair tie break.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_skipvote", Command_Vote, ADMFLAG_VOTE, "Starts the vote.");
}

public Action Command_Vote(int client, int args)
{
    if (IsVoteInProgress())
    {
        ReplyToCommand(client, "[Vote] One is running.");
        return Plugin_Handled;
    }

    Menu menu = new Menu(Menu_Vote);
    menu.SetTitle("Skip the intro?");
    menu.AddItem("yes", "Yes");
    menu.AddItem("no", "No");
    menu.ExitButton = false;
    menu.DisplayVoteToAll(15);
    return Plugin_Handled;
}

public int Menu_Vote(Menu menu, MenuAction action, int param1, int param2)
{
    if (action == MenuAction_End)
    {
        delete menu;
    }
    else if (action == MenuAction_VoteEnd)
    {
        int votes;
        int total;
        GetMenuVoteInfo(param2, votes, total);
        bool tie = votes * 2 == total;
        bool yes = tie ? /*wrong:RandomInt*/GetRandomInt(0, 1) == 1 : param1 == 0;
        PrintToChatAll("[Vote] %s (%d of %d%s)", yes ? "Skipping" : "Staying", votes, total, tie ? ", by coin" : "");
    }
    return 0;
}
