// ask: Play an ambient sound at random intervals between 20 and 40 seconds. Use the correct random native.
// ask: Random ambience: one of three sounds every 20 to 40 seconds.
// say: The native is `GetRandomFloat`; the sound is chosen with `GetRandomInt`.
// note: A one-shot timer that starts the next one gives every wait its own random length.
// twin: ScheduleSound => QueueSound ;; 20.0, 40.0 => 25.0, 50.0
#include <sourcemod>
#include <sdktools>

#pragma semicolon 1
#pragma newdecls required

char g_sSounds[][] = { "ambient/random_amb_sounds/rand_thunder_01.wav", "ambient/wind/windgust.wav", "ambient/wind/windgust_strong.wav" };

public Plugin myinfo =
{
    name = "Random Ambience",
    author = "tunewright",
    description = "Sounds at random times.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    for (int i = 0; i < sizeof(g_sSounds); i++)
    {
        PrecacheSound(g_sSounds[i]);
    }
    ScheduleSound();
}

void ScheduleSound()
{
    CreateTimer(GetRandomFloat(20.0, 40.0), Timer_Sound, _, TIMER_FLAG_NO_MAPCHANGE);
}

public Action Timer_Sound(Handle timer)
{
    EmitSoundToAll(g_sSounds[GetRandomInt(0, sizeof(g_sSounds) - 1)]);
    ScheduleSound();
    return Plugin_Stop;
}
