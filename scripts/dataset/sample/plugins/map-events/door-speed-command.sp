#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Door Speed",
    author = "tunewright",
    description = "Sets the speed of the door under the crosshair.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_doorspeed", Command_DoorSpeed, ADMFLAG_CHEATS, "sm_doorspeed <units>");
}

public Action Command_DoorSpeed(int client, int args)
{
    float speed;
    if (client == 0 || !GetCmdArgFloatEx(1, speed))
    {
        ReplyToCommand(client, "Usage: sm_doorspeed <units>");
        return Plugin_Handled;
    }

    char classname[64];
    int door = GetClientAimTarget(client, false);
    if (door <= MaxClients || !GetEntityClassname(door, classname, sizeof(classname))
        || StrContains(classname, "prop_door_rotating") != 0)
    {
        ReplyToCommand(client, "Look at a door.");
        return Plugin_Handled;
    }

    SetEntPropFloat(door, Prop_Data, "m_flSpeed", speed < 50.0 ? 50.0 : speed);
    return Plugin_Handled;
}
