// ask: Announce the Tank with its health and who controls it.
// ask: When a tank spawns print its hp and if it's a bot or player.
// ask: Plugin: chat announcement for tanks, show health + controller.
// say: `tank_spawn` fires before the health is set, so the plugin reads it one frame later.
// say: The health is not final in the event itself; `RequestFrame` waits for it.
// note: A userid goes into the frame callback, not the index.
// twin: Frame_Announce => Frame_ReadTank ;; int tank => int boss ;; if (tank => if (boss ;; (tank) => (boss) ;; , tank) => , boss)
// twin: \x04Tank!\x01 => \x03[Tank]\x01 ;; Event_TankSpawn => OnTankSpawned
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Tank Announce",
    author = "tunewright",
    description = "Announces a Tank with its health.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("tank_spawn", Event_TankSpawn);
}

public void Event_TankSpawn(Event event, const char[] name, bool dontBroadcast)
{
    RequestFrame(Frame_Announce, event.GetInt("userid"));
}

public void Frame_Announce(int userid)
{
    int tank = GetClientOfUserId(userid);
    if (tank == 0 || !IsClientInGame(tank) || !IsPlayerAlive(tank))
    {
        return;
    }

    int health = GetClientHealth(tank);
    if (IsFakeClient(tank))
    {
        PrintToChatAll("\x04Tank!\x01 %d health, played by the AI.", health);
    }
    else
    {
        PrintToChatAll("\x04Tank!\x01 %d health, played by %N.", health, tank);
    }
}
