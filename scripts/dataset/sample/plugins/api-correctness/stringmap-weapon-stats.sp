// ask: Shots per weapon with a StringMap and a snapshot for the output.
// say: `GetValue` leaves the variable alone when the key is missing; a snapshot lists the keys.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

StringMap g_smShots;

public Plugin myinfo =
{
    name = "Weapon Shots",
    author = "tunewright",
    description = "Shots per weapon.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    g_smShots = new StringMap();
    HookEvent("weapon_fire", Event_Fire);
    RegConsoleCmd("sm_shots", Command_Shots, "Shots per weapon.");
}

public void Event_Fire(Event event, const char[] name, bool dontBroadcast)
{
    char weapon[32];
    int shots;
    event.GetString("weapon", weapon, sizeof(weapon));
    g_smShots.GetValue(weapon, shots);
    g_smShots.SetValue(weapon, shots + 1);
}

public Action Command_Shots(int client, int args)
{
    char weapon[32];
    int shots;
    StringMapSnapshot keys = g_smShots.Snapshot();
    for (int i = 0; i < keys.Length; i++)
    {
        keys.GetKey(i, weapon, sizeof(weapon));
        g_smShots.GetValue(weapon, shots);
        ReplyToCommand(client, "%s: %d", weapon, shots);
    }
    delete keys;
    return Plugin_Handled;
}
