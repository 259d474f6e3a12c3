// ask: Refuse to load on anything but Left 4 Dead 2 with a clear message.
// say: `AskPluginLoad2` is the place, because nothing of the plugin has run yet.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Game Check",
    author = "tunewright",
    description = "Loads on Left 4 Dead 2 only.",
    version = "1.0.0",
    url = ""
};

public APLRes AskPluginLoad2(Handle myself, bool late, char[] error, int err_max)
{
    if (GetEngineVersion() != Engine_Left4Dead2)
    {
        strcopy(error, err_max, "This plugin is for Left 4 Dead 2");
        return APLRes_SilentFailure;
    }
    return APLRes_Success;
}

public void OnPluginStart()
{
    RegConsoleCmd("sm_tick", Command_Tick, "Shows the tick interval.");
}

public Action Command_Tick(int client, int args)
{
    ReplyToCommand(client, "%.4f s", GetTickInterval());
    return Plugin_Handled;
}
