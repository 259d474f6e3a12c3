// ask: Warn survivors within range when a Spitter's acid lands.
// say: `spit_burst` has the acid entity in `subject`; its position gives the distance.
// note: The entity index is checked before its netprops are read.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#define RANGE 500.0

public Plugin myinfo =
{
    name = "Spit Heads-Up",
    author = "tunewright",
    description = "Warns those near the acid.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("spit_burst", Event_SpitBurst);
}

public void Event_SpitBurst(Event event, const char[] name, bool dontBroadcast)
{
    int spit = event.GetInt("subject");
    if (spit <= MaxClients || !IsValidEntity(spit))
    {
        return;
    }

    float center[3];
    float origin[3];
    GetEntPropVector(spit, Prop_Send, "m_vecOrigin", center);
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || IsFakeClient(i) || GetClientTeam(i) != 2 || !IsPlayerAlive(i))
        {
            continue;
        }
        GetClientAbsOrigin(i, origin);
        if (GetVectorDistance(center, origin) <= RANGE)
        {
            PrintHintText(i, "Acid nearby, move!");
        }
    }
}
