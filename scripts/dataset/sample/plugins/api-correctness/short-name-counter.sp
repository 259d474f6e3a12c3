#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

StringMap g_smCount;

public Plugin myinfo =
{
    name = "Short Names",
    author = "tunewright",
    description = "Counts attacks under short names.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_smCount = new StringMap();
    HookEvent("lunge_pounce", Event_Pounce, EventHookMode_PostNoCopy);
    HookEvent("tongue_grab", Event_Tongue, EventHookMode_PostNoCopy);
    HookEvent("charger_carry_start", Event_Charge, EventHookMode_PostNoCopy);
    RegConsoleCmd("sm_attacks", Command_Attacks, "Attacks so far.");
}

public void Event_Pounce(Event event, const char[] name, bool dontBroadcast)
{
    Add("pounce");
}

public void Event_Tongue(Event event, const char[] name, bool dontBroadcast)
{
    Add("tongue");
}

public void Event_Charge(Event event, const char[] name, bool dontBroadcast)
{
    Add("charge");
}

void Add(const char[] key)
{
    int count;
    g_smCount.GetValue(key, count);
    g_smCount.SetValue(key, count + 1);
}

public Action Command_Attacks(int client, int args)
{
    int pounces;
    int tongues;
    int charges;
    g_smCount.GetValue("pounce", pounces);
    g_smCount.GetValue("tongue", tongues);
    g_smCount.GetValue("charge", charges);
    ReplyToCommand(client, "Pounces %d, tongues %d, charges %d.", pounces, tongues, charges);
    return Plugin_Handled;
}
