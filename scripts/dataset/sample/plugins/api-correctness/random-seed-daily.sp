// ask: Same random modifier for a whole day on all our servers. Is SetRandomSeed the right call?
// say: `SetURandomSeedSimple` seeds the second generator, so `GetRandomInt` of other plugins is not disturbed.
// note: `GetTime() / 86400` is the number of the day.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

char g_sModifiers[][] = { "none", "fast commons", "double Tanks", "no pills" };

public Plugin myinfo =
{
    name = "Daily Modifier",
    author = "tunewright",
    description = "One modifier a day.",
    version = "1.0.0",
    url = ""
};

public void OnMapStart()
{
    SetURandomSeedSimple(GetTime() / 86400);
    int index = RoundToFloor(GetURandomFloat() * float(sizeof(g_sModifiers)));
    PrintToServer("Modifier of the day: %s", g_sModifiers[index]);
}
