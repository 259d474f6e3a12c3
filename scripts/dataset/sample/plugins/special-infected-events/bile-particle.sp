#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Bile Particle",
    author = "tunewright",
    description = "Shows a particle on a biled survivor.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("player_now_it", Event_Bile);
}

public void Event_Bile(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || !IsClientInGame(client) || !IsPlayerAlive(client))
    {
        return;
    }

    float origin[3];
    GetClientEyePosition(client, origin);
    int particle = CreateEntityByName("info_particle_system");
    if (particle == -1)
    {
        return;
    }
    DispatchKeyValue(particle, "effect_name", "boomer_vomit");
    TeleportEntity(particle, origin, NULL_VECTOR, NULL_VECTOR);
    DispatchSpawn(particle);
    ActivateEntity(particle);
    AcceptEntityInput(particle, "Start");
    CreateTimer(2.0, Timer_Remove, EntIndexToEntRef(particle), TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Remove(Handle timer, int reference)
{
    int particle = EntRefToEntIndex(reference);
    if (particle != INVALID_ENT_REFERENCE)
    {
        RemoveEntity(particle);
    }
    return Plugin_Stop;
}
