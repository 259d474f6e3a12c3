#include <sourcemod>
#include <sdktools>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

#define EFFECT "boomer_vomit"

public Plugin myinfo =
{
    name = "Burst Particle",
    author = "tunewright",
    description = "A particle where a Boomer dies.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("boomer_exploded", Event_Exploded);
}

public void OnMapStart()
{
    L4D_PrecacheParticle(EFFECT);
}

public void Event_Exploded(Event event, const char[] name, bool dontBroadcast)
{
    int boomer = GetClientOfUserId(event.GetInt("userid"));
    if (boomer == 0 || !IsClientInGame(boomer))
    {
        return;
    }

    float origin[3];
    GetClientAbsOrigin(boomer, origin);
    int particle = CreateEntityByName("info_particle_system");
    if (particle == -1)
    {
        return;
    }
    DispatchKeyValue(particle, "effect_name", EFFECT);
    DispatchKeyValueVector(particle, "origin", origin);
    DispatchSpawn(particle);
    ActivateEntity(particle);
    AcceptEntityInput(particle, "Start");
    SetVariantString("OnUser1 !self:Kill::2.0:1");
    AcceptEntityInput(particle, "AddOutput");
    AcceptEntityInput(particle, "FireUser1");
}
