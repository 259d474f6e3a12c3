// ask: charger carry announcer, versus only, hooks must be removed in other modes. make it safe against double unhook
// say: The mode is looked at on every map start, and a flag remembers whether the hook exists.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

bool g_bActive;

public Plugin myinfo =
{
    name = "Versus Carry Announcer",
    author = "tunewright",
    description = "Announces carries in versus.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    bool wanted = L4D_IsVersusMode();
    if (wanted && !g_bActive)
    {
        HookEvent(/*wrong:charger_grab*/"charger_carry_start", Event_VersusCarry);
        g_bActive = true;
    }
    else if (!wanted && g_bActive)
    {
        UnhookEvent(/*wrong:charger_grab*/"charger_carry_start", Event_VersusCarry);
        g_bActive = false;
    }
}

public void Event_VersusCarry(Event event, const char[] name, bool dontBroadcast)
{
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (victim == 0 || !IsClientInGame(victim))
    {
        return;
    }
    PrintToChatAll("\x04[Versus]\x01 %N is being carried.", victim);
}
