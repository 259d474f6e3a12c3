// ask: Remove a spawned prop after ten seconds without ever touching a recycled entity index.
// ask: How do I keep an entity across a timer safely? Example with a prop that disappears.
// say: An entity index is reused as soon as the entity is gone; a reference is not.
// note: `EntRefToEntIndex` returns `INVALID_ENT_REFERENCE` for an entity that is gone.
// twin: Timer_Remove => Timer_Vanish ;; 10.0, => 8.0,
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

#define MODEL "models/props_junk/gascan001a.mdl"

public Plugin myinfo =
{
    name = "Timed Prop",
    author = "tunewright",
    description = "A prop that goes away by itself.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_prop", Command_Prop, ADMFLAG_CHEATS, "Drops a prop for ten seconds.");
}

public void OnMapStart()
{
    PrecacheModel(MODEL);
}

public Action Command_Prop(int client, int args)
{
    if (client == 0 || !IsClientInGame(client))
    {
        return Plugin_Handled;
    }

    int prop = CreateEntityByName("prop_dynamic_override");
    if (prop == -1)
    {
        ReplyToCommand(client, "No free entity slot.");
        return Plugin_Handled;
    }

    float origin[3];
    GetClientAbsOrigin(client, origin);
    DispatchKeyValue(prop, "model", MODEL);
    TeleportEntity(prop, origin, NULL_VECTOR, NULL_VECTOR);
    DispatchSpawn(prop);
    CreateTimer(10.0, Timer_Remove, EntIndexToEntRef(prop), TIMER_FLAG_NO_MAPCHANGE);
    return Plugin_Handled;
}

public Action Timer_Remove(Handle timer, int reference)
{
    int prop = EntRefToEntIndex(reference);
    if (prop != INVALID_ENT_REFERENCE)
    {
        RemoveEntity(prop);
    }
    return Plugin_Stop;
}
