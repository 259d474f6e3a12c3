// ask: Open every saferoom door with AcceptEntityInput and hook the OnFullyOpen output. Correct names?
// say: Inputs go in with `AcceptEntityInput`, outputs come back with `HookEntityOutput`.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Door Inputs",
    author = "tunewright",
    description = "Opens doors and hears them open.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEntityOutput("prop_door_rotating_checkpoint", "OnFullyOpen", Output_Open);
    RegAdminCmd("sm_openall", Command_OpenAll, ADMFLAG_CHEATS, "Opens the saferoom doors.");
}

public Action Command_OpenAll(int client, int args)
{
    int door = -1;
    while ((door = FindEntityByClassname(door, "prop_door_rotating_checkpoint")) != -1)
    {
        AcceptEntityInput(door, "Unlock");
        AcceptEntityInput(door, "Open");
    }
    return Plugin_Handled;
}

public void Output_Open(const char[] output, int caller, int activator, float delay)
{
    PrintToServer("Door #%d: %s", caller, output);
}
