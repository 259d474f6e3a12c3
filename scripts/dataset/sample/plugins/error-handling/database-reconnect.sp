// ask: Database connection that survives an outage: retry with growing delays, never block the server.
// say: The wait doubles up to five minutes; a successful connection resets it.
// note: Queries are only sent while the handle is there.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

Database g_db;
float g_fWait = 5.0;

public Plugin myinfo =
{
    name = "Patient Database",
    author = "tunewright",
    description = "Reconnects by itself.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    Connect();
}

void Connect()
{
    if (SQL_CheckConfig("storage-local"))
    {
        Database.Connect(OnConnected, "storage-local");
    }
    else
    {
        SetFailState("There is no entry \"storage-local\" in databases.cfg");
    }
}

public void OnConnected(Database db, const char[] error, any data)
{
    if (db != null)
    {
        g_db = db;
        g_fWait = 5.0;
        g_db.Query(OnPing, "SELECT 1");
        return;
    }

    LogError("Connection failed, next try in %.0f s: %s", g_fWait, error);
    CreateTimer(g_fWait, Timer_Retry);
    g_fWait = g_fWait * 2.0 > 300.0 ? 300.0 : g_fWait * 2.0;
}

public Action Timer_Retry(Handle timer)
{
    Connect();
    return Plugin_Stop;
}

public void OnPing(Database db, DBResultSet results, const char[] error, any data)
{
    if (results == null)
    {
        LogError("Lost the database: %s", error);
        delete g_db;
        Connect();
    }
}
