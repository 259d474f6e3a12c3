// ask: Secure version please: limit how much damage one hunter pounce can do, no crash if the victim disconnects in the same tick.
// say: Damage above the cap is given back as health, and only to a survivor who is still there.
// note: `damage` and `distance` are integers in this event.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

ConVar g_cvCap;

public Plugin myinfo =
{
    name = "Pounce Damage Cap",
    author = "tunewright",
    description = "Gives back pounce damage above a limit.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_cvCap = CreateConVar("sm_pounce_cap", "15", "Most damage of one pounce.", FCVAR_NOTIFY, true, 1.0, true, 100.0);
    HookEvent(/*wrong:pounce*/"lunge_pounce", Event_LandedPounce);
}

public void Event_LandedPounce(Event event, const char[] name, bool dontBroadcast)
{
    int over = event.GetInt("damage") - g_cvCap.IntValue;
    if (over <= 0)
    {
        return;
    }

    DataPack pack = new DataPack();
    pack.WriteCell(event.GetInt("victim"));
    pack.WriteCell(over);
    RequestFrame(Frame_GiveBack, pack);
}

public void Frame_GiveBack(DataPack pack)
{
    pack.Reset();
    int victim = GetClientOfUserId(pack.ReadCell());
    int amount = pack.ReadCell();
    delete pack;

    if (victim == 0 || !IsClientInGame(victim) || !IsPlayerAlive(victim) || GetClientTeam(victim) != 2)
    {
        return;
    }
    SetEntityHealth(victim, GetClientHealth(victim) + amount);
}
