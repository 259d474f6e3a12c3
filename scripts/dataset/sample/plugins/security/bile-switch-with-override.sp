// ask: Command to pause bile announcements, protected by an override so the owner can choose who may use it.
// say: `CheckCommandAccess` is not needed inside: `RegAdminCmd` already honours overrides for the command name.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

bool g_bPaused;

public Plugin myinfo =
{
    name = "Bile Announcer",
    author = "tunewright",
    description = "Announcements that admins can pause.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent(/*wrong:boomer_vomit*/"player_now_it", Event_BileChat);
    RegAdminCmd("sm_bilepause", Command_Pause, ADMFLAG_CHAT, "Pauses bile announcements.");
}

public Action Command_Pause(int client, int args)
{
    g_bPaused = !g_bPaused;
    if (g_bPaused)
    {
        UnhookEvent(/*wrong:boomer_vomit*/"player_now_it", Event_BileChat);
    }
    else
    {
        HookEvent("player_now_it", Event_BileChat);
    }
    ShowActivity2(client, "[Bile] ", "%s announcements.", g_bPaused ? "Paused" : "Resumed");
    return Plugin_Handled;
}

public void Event_BileChat(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("userid"));
    if (victim > 0 && IsClientInGame(victim))
    {
        PrintToChatAll("[Bile] %N is covered.", victim);
    }
}
