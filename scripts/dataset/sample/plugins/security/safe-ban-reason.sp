// ask: Ban command that stores the reason in SQL. Names and reasons contain quotes. Make it injection-proof.
// say: Both texts go through `Database.Format`, which escapes every `%s`.
// note: The time is clamped, so nobody bans for a negative number of minutes.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

Database g_db;

public Plugin myinfo =
{
    name = "Recorded Bans",
    author = "tunewright",
    description = "Bans with a record in the database.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    LoadTranslations("common.phrases");
    Database.Connect(OnConnected, "storage-local");
    RegAdminCmd("sm_banlog", Command_Ban, ADMFLAG_BAN, "sm_banlog <name|#userid> <minutes> <reason>");
}

public void OnConnected(Database db, const char[] error, any data)
{
    if (db == null)
    {
        LogError("No database: %s", error);
        return;
    }
    g_db = db;
    g_db.Query(OnDone, "CREATE TABLE IF NOT EXISTS bans (auth VARCHAR(32), name VARCHAR(64), reason VARCHAR(128), minutes INTEGER)");
}

public Action Command_Ban(int client, int args)
{
    if (args < 3)
    {
        ReplyToCommand(client, "Usage: sm_banlog <name|#userid> <minutes> <reason>");
        return Plugin_Handled;
    }

    char pattern[MAX_NAME_LENGTH];
    char reason[128];
    char auth[32];
    char playerName[MAX_NAME_LENGTH];
    GetCmdArg(1, pattern, sizeof(pattern));
    GetCmdArg(3, reason, sizeof(reason));
    int target = FindTarget(client, pattern, true);
    if (target == -1 || !GetClientAuthId(target, AuthId_Steam2, auth, sizeof(auth)))
    {
        return Plugin_Handled;
    }

    int minutes = GetCmdArgInt(2);
    minutes = minutes < 1 ? 1 : minutes;
    GetClientName(target, playerName, sizeof(playerName));
    if (g_db != null)
    {
        char query[512];
        g_db.Format(query, sizeof(query), "INSERT INTO bans VALUES ('%s', '%s', '%s', %d)", auth, playerName, reason, minutes);
        g_db.Query(OnDone, query);
    }
    BanClient(target, minutes, BANFLAG_AUTO, reason, "Banned");
    return Plugin_Handled;
}

public void OnDone(Database db, DBResultSet results, const char[] error, any data)
{
    if (results == null)
    {
        LogError("Ban record: %s", error);
    }
}
