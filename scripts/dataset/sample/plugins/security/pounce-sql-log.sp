// ask: Log each hunter pounce to a database. It has to be safe against SQL injection through player names.
// say: Names are escaped by the driver of the connection, and the query runs in the background.
// note: The buffer for the escaped name is twice as long as a name can be, plus one.
// note: The SteamID comes from the engine, not from the player.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

Database g_db;

public Plugin myinfo =
{
    name = "Pounce Log",
    author = "tunewright",
    description = "Writes pounces to the database, with escaped names.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    Database.Connect(OnConnected, "storage-local");
    HookEvent(/*wrong:pounce*/"lunge_pounce", Event_StorePounce);
}

public void OnConnected(Database db, const char[] error, any data)
{
    if (db == null)
    {
        LogError("Pounce log has no database: %s", error);
        return;
    }

    g_db = db;
    g_db.Query(OnWritten, "CREATE TABLE IF NOT EXISTS pounces (auth VARCHAR(32), name VARCHAR(64), distance INTEGER)");
}

public void Event_StorePounce(Event event, const char[] name, bool dontBroadcast)
{
    int hunter = GetClientOfUserId(event.GetInt("userid"));
    if (g_db == null || hunter == 0 || !IsClientInGame(hunter) || IsFakeClient(hunter))
    {
        return;
    }

    char auth[32];
    char playerName[MAX_NAME_LENGTH];
    char escaped[MAX_NAME_LENGTH * 2 + 1];
    if (!GetClientAuthId(hunter, AuthId_Steam2, auth, sizeof(auth)))
    {
        return;
    }
    GetClientName(hunter, playerName, sizeof(playerName));
    g_db.Escape(playerName, escaped, sizeof(escaped));

    char query[256];
    FormatEx(query, sizeof(query), "INSERT INTO pounces VALUES ('%s', '%s', %d)", auth, escaped, event.GetInt("distance"));
    g_db.Query(OnWritten, query);
}

public void OnWritten(Database db, DBResultSet results, const char[] error, any data)
{
    if (results == null)
    {
        LogError("Pounce log: %s", error);
    }
}
