// ask: Use left4dhooks if it is there, but keep working without it.
// say: The natives are marked as optional, and `LibraryExists` decides at run time.
// note: `OnLibraryAdded` and `OnLibraryRemoved` follow a reload of the other plugin.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

#undef REQUIRE_PLUGIN
#include <left4dhooks>
#define REQUIRE_PLUGIN

bool g_bHooks;

public Plugin myinfo =
{
    name = "Optional Library",
    author = "tunewright",
    description = "Works with and without Left 4 DHooks.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegAdminCmd("sm_panic", Command_Panic, ADMFLAG_CHEATS, "Calls a horde.");
}

public void OnAllPluginsLoaded()
{
    g_bHooks = LibraryExists("left4dhooks");
}

public void OnLibraryAdded(const char[] name)
{
    if (StrEqual(name, "left4dhooks"))
    {
        g_bHooks = true;
    }
}

public void OnLibraryRemoved(const char[] name)
{
    if (StrEqual(name, "left4dhooks"))
    {
        g_bHooks = false;
    }
}

public Action Command_Panic(int client, int args)
{
    if (!g_bHooks)
    {
        ReplyToCommand(client, "Left 4 DHooks is not loaded.");
        return Plugin_Handled;
    }

    L4D_ForcePanicEvent();
    return Plugin_Handled;
}
