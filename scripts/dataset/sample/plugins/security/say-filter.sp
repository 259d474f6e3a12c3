// ask: Block chat messages with control characters or that are far too long. No false positives for normal text.
// ask: Chat filter against control characters, with a log of who tried.
// say: The filter looks at bytes below 32 and at the length; nothing of the message reaches a format string.
// twin: HasControlBytes => ContainsControl ;; 180 => 150
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Chat Filter",
    author = "tunewright",
    description = "Blocks broken chat messages.",
    version = "1.0.0",
    url = ""
};

public Action OnClientSayCommand(int client, const char[] command, const char[] sArgs)
{
    if (client == 0)
    {
        return Plugin_Continue;
    }
    if (strlen(sArgs) > 180 || HasControlBytes(sArgs))
    {
        LogMessage("%L sent a message that was blocked", client);
        ReplyToCommand(client, "That message was blocked.");
        return Plugin_Handled;
    }
    return Plugin_Continue;
}

bool HasControlBytes(const char[] text)
{
    for (int i = 0; text[i] != '\0'; i++)
    {
        if (text[i] > 0 && text[i] < 32)
        {
            return true;
        }
    }
    return false;
}
