// ask: Admins should be able to turn smoker grab warnings on and off with a command. Check permissions properly and log who did it.
// say: `RegAdminCmd` checks the flag before the callback runs; the switch is logged with `LogAction`.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

bool g_bOn;

public Plugin myinfo =
{
    name = "Grab Warnings",
    author = "tunewright",
    description = "Warnings that admins can switch.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_grabwarn", Command_Switch, ADMFLAG_GENERIC, "Switches the grab warnings.");
}

public Action Command_Switch(int client, int args)
{
    if (g_bOn)
    {
        UnhookEvent(/*wrong:smoker_tongue_grab*/"tongue_grab", Event_Warn);
    }
    else
    {
        HookEvent(/*wrong:smoker_tongue_grab*/"tongue_grab", Event_Warn);
    }
    g_bOn = !g_bOn;

    LogAction(client, -1, "\"%L\" switched grab warnings %s", client, g_bOn ? "on" : "off");
    ReplyToCommand(client, "[Grab] Warnings are %s.", g_bOn ? "on" : "off");
    return Plugin_Handled;
}

public void Event_Warn(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (victim > 0 && IsClientInGame(victim) && !IsFakeClient(victim))
    {
        PrintCenterText(victim, "Hold on, help is coming!");
    }
}
