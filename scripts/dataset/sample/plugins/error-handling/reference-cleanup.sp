#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

int g_iLight = INVALID_ENT_REFERENCE;

public Plugin myinfo =
{
    name = "Reference Cleanup",
    author = "tunewright",
    description = "Removes its entity, if it still exists.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_light", Command_Light, ADMFLAG_CHEATS, "Puts a light where you stand.");
}

public Action Command_Light(int client, int args)
{
    if (client == 0 || !IsClientInGame(client))
    {
        return Plugin_Handled;
    }

    RemoveLight();
    int light = CreateEntityByName("light_dynamic");
    if (light == -1)
    {
        return Plugin_Handled;
    }
    float origin[3];
    GetClientEyePosition(client, origin);
    DispatchKeyValue(light, "_light", "255 240 200 255");
    DispatchKeyValue(light, "brightness", "2");
    TeleportEntity(light, origin, NULL_VECTOR, NULL_VECTOR);
    DispatchSpawn(light);
    g_iLight = EntIndexToEntRef(light);
    return Plugin_Handled;
}

void RemoveLight()
{
    int light = EntRefToEntIndex(g_iLight);
    if (light != INVALID_ENT_REFERENCE)
    {
        RemoveEntity(light);
    }
    g_iLight = INVALID_ENT_REFERENCE;
}

public void OnPluginEnd()
{
    RemoveLight();
}
