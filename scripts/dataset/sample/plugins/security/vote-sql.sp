#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

Database g_db;

public Plugin myinfo =
{
    name = "Vote Log",
    author = "tunewright",
    description = "Logs votes to the database.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    Database.Connect(OnConnect, "storage-local");
    HookEvent("vote_started", Event_Vote);
}

public void OnConnect(Database db, const char[] error, any data)
{
    if (db == null)
    {
        LogError("Vote log: %s", error);
        return;
    }
    g_db = db;
    g_db.Query(OnLogged, "CREATE TABLE IF NOT EXISTS votes (name VARCHAR(64), issue VARCHAR(64))");
}

public void Event_Vote(Event event, const char[] name, bool dontBroadcast)
{
    int client = event.GetInt("initiator");
    if (g_db == null || client < 1 || client > MaxClients || !IsClientInGame(client))
    {
        return;
    }

    char playerName[MAX_NAME_LENGTH];
    char issue[64];
    char query[256];
    GetClientName(client, playerName, sizeof(playerName));
    event.GetString("issue", issue, sizeof(issue));
    g_db.Format(query, sizeof(query), "INSERT INTO votes VALUES ('%s', '%s')", playerName, issue);
    g_db.Query(OnLogged, query);
}

public void OnLogged(Database db, DBResultSet results, const char[] error, any data)
{
    if (results == null)
    {
        LogError("Vote log: %s", error);
    }
}
