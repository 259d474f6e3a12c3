// ask: Announce crowned witches, and say if somebody else startled her.
// ask: Crown announcer for witches with the name of the one who woke her up.
// say: `witch_harasser_set` is remembered per Witch entity; `oneshot` of `witch_killed` means crowned.
// twin: g_smHarasser => g_smWoken ;; crowned the Witch => one-shot the Witch
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

StringMap g_smHarasser;

public Plugin myinfo =
{
    name = "Crown",
    author = "tunewright",
    description = "Announces crowned Witches.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_smHarasser = new StringMap();
    HookEvent("witch_harasser_set", Event_Harasser);
    HookEvent("witch_killed", Event_Killed);
}

public void OnMapStart()
{
    g_smHarasser.Clear();
}

public void Event_Harasser(Event event, const char[] name, bool dontBroadcast)
{
    char key[12];
    IntToString(event.GetInt("witchid"), key, sizeof(key));
    g_smHarasser.SetValue(key, event.GetInt("userid"));
}

public void Event_Killed(Event event, const char[] name, bool dontBroadcast)
{
    int killer = GetClientOfUserId(event.GetInt("userid"));
    if (killer == 0 || !IsClientInGame(killer) || !event.GetBool("oneshot"))
    {
        return;
    }

    char key[12];
    int userid;
    IntToString(event.GetInt("witchid"), key, sizeof(key));
    PrintToChatAll("%N crowned the Witch!", killer);
    if (g_smHarasser.GetValue(key, userid))
    {
        int harasser = GetClientOfUserId(userid);
        if (harasser != 0 && harasser != killer && IsClientInGame(harasser))
        {
            PrintToChatAll("(%N had startled her.)", harasser);
        }
    }
}
