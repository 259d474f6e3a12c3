#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

#define SOUND_TANK "ui/pickup_misc42.wav"

public Plugin myinfo =
{
    name = "Tank Sound",
    author = "tunewright",
    description = "Sound and hint for a Tank.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("tank_spawn", Event_TankSpawn, EventHookMode_PostNoCopy);
}

public void OnMapStart()
{
    PrecacheSound(SOUND_TANK);
}

public void Event_TankSpawn(Event event, const char[] name, bool dontBroadcast)
{
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i) && !IsFakeClient(i) && GetClientTeam(i) == 2)
        {
            EmitSoundToClient(i, SOUND_TANK);
            PrintHintText(i, "Tank!");
        }
    }
}
