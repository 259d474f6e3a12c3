// ask: When the rescue vehicle is ready, make all survivors glow and play a sound.
// say: `finale_vehicle_ready` is the moment when boarding is possible; `finale_vehicle_incoming` is earlier.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

#define SOUND_READY "ui/critical_event_1.wav"

public Plugin myinfo =
{
    name = "Rescue Ping",
    author = "tunewright",
    description = "Sound and glow when the rescue is there.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("finale_vehicle_ready", Event_Ready, EventHookMode_PostNoCopy);
}

public void OnMapStart()
{
    PrecacheSound(SOUND_READY);
}

public void Event_Ready(Event event, const char[] name, bool dontBroadcast)
{
    EmitSoundToAll(SOUND_READY);
    for (int i = 1; i <= MaxClients; i++)
    {
        if (IsClientInGame(i) && GetClientTeam(i) == 2 && IsPlayerAlive(i))
        {
            SetEntProp(i, Prop_Send, "m_iGlowType", 3);
            SetEntProp(i, Prop_Send, "m_glowColorOverride", 0x00FF00);
        }
    }
}
