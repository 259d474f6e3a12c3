// ask: We save player play time to SQLite every few minutes. Spread the writes randomly and keep the queries injection-safe.
// say: `{wrong:RandomFloat|GetRandomFloat}()` spreads the saves, so that a full server does not write everything in one tick.
// note: `Database.Format` escapes every `%s` by itself.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

Database g_db;

public Plugin myinfo =
{
    name = "Jittered Save",
    author = "tunewright",
    description = "Spreads database writes.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    Database.Connect(OnDatabase, "storage-local");
}

public void OnDatabase(Database db, const char[] error, any data)
{
    if (db == null)
    {
        SetFailState("No database: %s", error);
    }
    g_db = db;
    g_db.Query(OnSaved, "CREATE TABLE IF NOT EXISTS playtime (auth VARCHAR(32) PRIMARY KEY, seconds INTEGER)");
}

public void OnClientPostAdminCheck(int client)
{
    if (!IsFakeClient(client))
    {
        float wait = 180.0 + /*wrong:RandomFloat*/GetRandomFloat(0.0, 60.0);
        CreateTimer(wait, Timer_Save, GetClientUserId(client), TIMER_REPEAT);
    }
}

public Action Timer_Save(Handle timer, int userid)
{
    int client = GetClientOfUserId(userid);
    if (client == 0)
    {
        return Plugin_Stop;
    }

    char auth[32];
    char query[192];
    if (g_db != null && GetClientAuthId(client, AuthId_Steam2, auth, sizeof(auth)))
    {
        int seconds = RoundToFloor(GetClientTime(client));
        g_db.Format(query, sizeof(query), "REPLACE INTO playtime VALUES ('%s', %d)", auth, seconds);
        g_db.Query(OnSaved, query);
    }
    return Plugin_Continue;
}

public void OnSaved(Database db, DBResultSet results, const char[] error, any data)
{
    if (results == null)
    {
        LogError("Save failed: %s", error);
    }
}
