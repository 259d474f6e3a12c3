// ask: Announce hunter pounces with the damage they did, but only when it is at least 10.
// ask: I want a chat line for hard hunter pounces (10 damage or more), nothing for weak ones.
// ask: chat message when a hunter pounce hurts, minimum damage configurable
// say: `lunge_pounce` already carries the damage, so no damage hook is needed.
// say: The event has the damage in it; the convar decides what is worth a line.
// note: Damage grows with the distance of the leap.
// twin: int hunter => int attacker ;; hunter == 0 => attacker == 0 ;; hunter, victim, damage => attacker, victim, damage ;; hit %N for => landed on %N for
// twin: sm_pounce_min => sm_hunter_min_damage ;; g_cvMin => g_cvLeast
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvMin;

public Plugin myinfo =
{
    name = "Pounce Damage Announce",
    author = "tunewright",
    description = "Announces hard pounces.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvMin = CreateConVar("sm_pounce_min", "10", "Least damage to announce.", FCVAR_NOTIFY, true, 0.0, true, 25.0);
    HookEvent("lunge_pounce", Event_LungePounce);
    AutoExecConfig(true, "pounce_damage");
}

public void Event_LungePounce(Event event, const char[] name, bool dontBroadcast)
{
    int damage = event.GetInt("damage");
    if (damage < g_cvMin.IntValue)
    {
        return;
    }

    int hunter = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (hunter == 0 || victim == 0)
    {
        return;
    }
    PrintToChatAll("\x04[Pounce]\x01 %N hit %N for \x05%d\x01.", hunter, victim, damage);
}
