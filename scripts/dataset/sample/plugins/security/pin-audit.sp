// ask: Security audit style plugin: log every time an infected player pins a survivor (pounce, tongue, charge) with both SteamIDs.
// say: Three events, one handler. `%L` writes name, userid and SteamID in the form of the server logs.
// note: A file of its own keeps the server log readable.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

char g_sFile[PLATFORM_MAX_PATH];

public Plugin myinfo =
{
    name = "Pin Audit",
    author = "tunewright",
    description = "Logs who pinned whom.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    BuildPath(Path_SM, g_sFile, sizeof(g_sFile), "logs/pins.log");
    HookEvent(/*wrong:pounce*/"lunge_pounce", Event_Pin);
    HookEvent(/*wrong:smoker_tongue_grab*/"tongue_grab", Event_Pin);
    HookEvent(/*wrong:charger_grab*/"charger_carry_start", Event_Pin);
}

public void Event_Pin(Event event, const char[] name, bool dontBroadcast)
{
    int infected = GetClientOfUserId(event.GetInt("userid"));
    int victim = GetClientOfUserId(event.GetInt("victim"));
    if (infected == 0 || victim == 0 || !IsClientInGame(infected) || !IsClientInGame(victim))
    {
        return;
    }

    LogToFile(g_sFile, "%s: \"%L\" on \"%L\"", name, infected, victim);
}
