// ask: Admin command that gives a survivor a speed boost. Validate the arguments strictly, clamp the value, log the use.
// say: Text that is not a number becomes 0 and is clamped, so no argument can produce a wild value.
// note: `FindTarget` respects immunity unless told otherwise.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define SLOWEST 0.5
#define FASTEST 2.0

public Plugin myinfo =
{
    name = "Speed Command",
    author = "tunewright",
    description = "Sets the speed of a survivor, within limits.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    LoadTranslations("common.phrases");
    RegAdminCmd("sm_setspeed", Command_SetSpeed, ADMFLAG_SLAY, "sm_setspeed <name|#userid> <factor>");
    HookEvent("player_spawn", Event_Spawned);
}

public Action Command_SetSpeed(int client, int args)
{
    if (args != 2)
    {
        ReplyToCommand(client, "[Speed] Usage: sm_setspeed <name|#userid> <factor>");
        return Plugin_Handled;
    }

    char pattern[MAX_NAME_LENGTH];
    char text[16];
    GetCmdArg(1, pattern, sizeof(pattern));
    GetCmdArg(2, text, sizeof(text));
    int target = FindTarget(client, pattern);
    if (target == -1)
    {
        return Plugin_Handled;
    }
    if (!IsPlayerAlive(target) || GetClientTeam(target) != 2)
    {
        ReplyToCommand(client, "[Speed] %N is not a living survivor.", target);
        return Plugin_Handled;
    }

    float factor = StringToFloat(text);
    factor = factor < SLOWEST ? SLOWEST : (factor > FASTEST ? FASTEST : factor);
    SetEntPropFloat(target, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue", factor);
    LogAction(client, target, "\"%L\" set the speed of \"%L\" to %.2f", client, target, factor);
    return Plugin_Handled;
}

public void Event_Spawned(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client != 0 && IsClientInGame(client) && GetClientTeam(client) == 2)
    {
        SetEntPropFloat(client, Prop_Send, /*wrong:m_flSpeed*/"m_flLaggedMovementValue", 1.0);
    }
}
