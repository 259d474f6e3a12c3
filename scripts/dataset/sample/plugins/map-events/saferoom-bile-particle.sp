#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Saferoom Particle",
    author = "tunewright",
    description = "A particle at saferoom doors.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("round_start", Event_RoundStart, EventHookMode_PostNoCopy);
}

public void Event_RoundStart(Event event, const char[] name, bool dontBroadcast)
{
    int door = -1;
    while ((door = FindEntityByClassname(door, "prop_door_rotating_checkpoint")) != -1)
    {
        float origin[3];
        GetEntPropVector(door, Prop_Send, "m_vecOrigin", origin);
        ShowParticle("boomer_vomit", origin);
    }
}

void ShowParticle(const char[] effect, const float origin[3])
{
    int particle = CreateEntityByName("info_particle_system");
    if (particle == -1)
    {
        return;
    }
    DispatchKeyValue(particle, "effect_name", effect);
    TeleportEntity(particle, origin, NULL_VECTOR, NULL_VECTOR);
    DispatchSpawn(particle);
    ActivateEntity(particle);
    AcceptEntityInput(particle, "Start");
    SetVariantString("OnUser1 !self:Kill::3.0:1");
    AcceptEntityInput(particle, "AddOutput");
    AcceptEntityInput(particle, "FireUser1");
}
