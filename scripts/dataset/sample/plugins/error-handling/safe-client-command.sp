// ask: Show a command that handles every way a target can be invalid: not found, left, dead, wrong team.
// ask: Write a command with complete target validation (missing, dead, other team) for L4D2.
// say: Each case has an answer of its own, so the admin knows what went wrong.
// note: `FindTarget` has already replied when it returns -1.
// twin: sm_rescue => sm_helpup ;; is not a survivor => plays for the infected
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Rescue Command",
    author = "tunewright",
    description = "Helps a survivor up, with full validation.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    LoadTranslations("common.phrases");
    RegAdminCmd("sm_rescue", Command_Rescue, ADMFLAG_SLAY, "sm_rescue <name|#userid>");
}

public Action Command_Rescue(int client, int args)
{
    if (args < 1)
    {
        ReplyToCommand(client, "Usage: sm_rescue <name|#userid>");
        return Plugin_Handled;
    }

    char pattern[MAX_NAME_LENGTH];
    GetCmdArg(1, pattern, sizeof(pattern));
    int target = FindTarget(client, pattern);
    if (target == -1)
    {
        return Plugin_Handled;
    }
    if (GetClientTeam(target) != 2)
    {
        ReplyToCommand(client, "%N is not a survivor.", target);
    }
    else if (!IsPlayerAlive(target))
    {
        ReplyToCommand(client, "%N is dead.", target);
    }
    else if (!L4D_IsPlayerIncapacitated(target))
    {
        ReplyToCommand(client, "%N is not down.", target);
    }
    else
    {
        L4D_ReviveSurvivor(target);
        ShowActivity2(client, "[Rescue] ", "Helped %N up.", target);
    }
    return Plugin_Handled;
}
