// ask: I want a pounce announcer that can be switched off at runtime without leaking hooks. Harden it against being toggled twice.
// say: The state of the hook is kept in a variable, because unhooking what is not hooked throws an error.
// note: `OnConfigsExecuted` applies the value from the config file once.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvEnable;
bool g_bHooked;

public Plugin myinfo =
{
    name = "Toggleable Pounce Announcer",
    author = "tunewright",
    description = "Hooks and unhooks with its convar.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvEnable = CreateConVar("sm_pounce_announce", "1", "Announce pounces.", FCVAR_NOTIFY, true, 0.0, true, 1.0);
    g_cvEnable.AddChangeHook(OnEnableChanged);
}

public void OnConfigsExecuted()
{
    Apply();
}

public void OnEnableChanged(ConVar convar, const char[] oldValue, const char[] newValue)
{
    Apply();
}

void Apply()
{
    bool wanted = g_cvEnable.BoolValue;
    if (wanted == g_bHooked)
    {
        return;
    }

    g_bHooked = wanted;
    if (wanted)
    {
        HookEvent(/*wrong:pounce*/"lunge_pounce", Event_Announce);
    }
    else
    {
        UnhookEvent(/*wrong:pounce*/"lunge_pounce", Event_Announce);
    }
}

public void Event_Announce(Event event, const char[] name, bool dontBroadcast)
{
    int hunter = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (hunter != 0 && victim != 0 && IsClientInGame(hunter) && IsClientInGame(victim))
    {
        PrintToChatAll("[Pounce] %N landed on %N.", hunter, victim);
    }
}
