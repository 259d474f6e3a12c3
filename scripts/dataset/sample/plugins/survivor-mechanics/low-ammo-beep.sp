// ask: Beep when the magazine of the primary weapon is down to its last five rounds.
// say: `weapon_fire` is frequent, so the handler leaves early; the clip is `m_iClip1`.
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

#define SOUND_BEEP "ui/beep07.wav"

public Plugin myinfo =
{
    name = "Low Ammo Beep",
    author = "tunewright",
    description = "Beeps near the end of the magazine.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("weapon_fire", Event_Fire);
}

public void OnMapStart()
{
    PrecacheSound(SOUND_BEEP);
}

public void Event_Fire(Event event, const char[] name, bool dontBroadcast)
{
    int client = GetClientOfUserId(event.GetInt("userid"));
    if (client == 0 || IsFakeClient(client) || GetClientTeam(client) != 2)
    {
        return;
    }

    int weapon = GetEntPropEnt(client, Prop_Send, "m_hActiveWeapon");
    if (weapon == -1 || weapon != GetPlayerWeaponSlot(client, 0))
    {
        return;
    }

    int clip = GetEntProp(weapon, Prop_Send, "m_iClip1");
    if (clip > 0 && clip <= 5)
    {
        EmitSoundToClient(client, SOUND_BEEP);
    }
}
