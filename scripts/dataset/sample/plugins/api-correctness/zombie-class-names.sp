// ask: Is there a constant list for zombie classes in left4dhooks? Count living special infected by class.
// say: Yes, `L4D2ZombieClass_Smoker` and its siblings; the netprop `m_zombieClass` has the same numbers.
#include <sourcemod>
#include <left4dhooks>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Class Count",
    author = "tunewright",
    description = "Living special infected by class.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    RegConsoleCmd("sm_classes", Command_Classes, "Living special infected.");
}

public Action Command_Classes(int client, int args)
{
    int hunters;
    int tanks;
    int others;
    for (int i = 1; i <= MaxClients; i++)
    {
        if (!IsClientInGame(i) || GetClientTeam(i) != 3 || !IsPlayerAlive(i))
        {
            continue;
        }

        switch (L4D2_GetPlayerZombieClass(i))
        {
            case L4D2ZombieClass_Hunter:
            {
                hunters++;
            }
            case L4D2ZombieClass_Tank:
            {
                tanks++;
            }
            default:
            {
                others++;
            }
        }
    }
    ReplyToCommand(client, "Hunters %d, Tanks %d, others %d", hunters, tanks, others);
    return Plugin_Handled;
}
