import { code, type Piece } from "./piece.ts";

/**
 * Where the numbers are kept. Every store defines `void AddOne(int client)` and `int GetTotal(int client)`;
 * `$label` is what is counted.
 */
export const stores: readonly Piece[] = [
  {
    id: "array",
    phrase: "numbers that are cleared every round",
    globals: ["int g_iTotal[MAXPLAYERS + 1];"],
    start: ['HookEvent("round_start", Event_Clear, EventHookMode_PostNoCopy);'],
    join: ["g_iTotal[client] = 0;"],
    functions: [
      code(`
        public void Event_Clear(Event event, const char[] name, bool dontBroadcast)
        {
            for (int i = 1; i <= MaxClients; i++)
            {
                g_iTotal[i] = 0;
            }
        }`),
      "void AddOne(int client)\n{\n    g_iTotal[client]++;\n}",
      "int GetTotal(int client)\n{\n    return g_iTotal[client];\n}",
    ],
  },
  {
    id: "string-map",
    phrase: "numbers that survive a reconnect, kept by SteamID",
    globals: ["StringMap g_smTotal;"],
    start: ["g_smTotal = new StringMap();"],
    mapStart: ["g_smTotal.Clear();"],
    functions: [
      code(`
        void AddOne(int client)
        {
            char auth[32];
            if (GetClientAuthId(client, AuthId_Steam2, auth, sizeof(auth)))
            {
                int total = 0;
                g_smTotal.GetValue(auth, total);
                g_smTotal.SetValue(auth, total + 1);
            }
        }`),
      code(`
        int GetTotal(int client)
        {
            char auth[32];
            int total = 0;
            if (GetClientAuthId(client, AuthId_Steam2, auth, sizeof(auth)))
            {
                g_smTotal.GetValue(auth, total);
            }
            return total;
        }`),
    ],
  },
  {
    id: "cookie",
    phrase: "lifetime numbers in a client cookie",
    includes: ["clientprefs"],
    globals: ["Cookie g_hTotal;", "int g_iCached[MAXPLAYERS + 1];"],
    start: ['g_hTotal = new Cookie("$p_total", "Lifetime $label", CookieAccess_Protected);'],
    join: ["g_iCached[client] = 0;"],
    leave: ["SaveTotal(client);"],
    functions: [
      code(`
        public void OnClientCookiesCached(int client)
        {
            char value[12];
            g_hTotal.Get(client, value, sizeof(value));
            g_iCached[client] += StringToInt(value);
        }`),
      code(`
        void SaveTotal(int client)
        {
            if (IsFakeClient(client) || !AreClientCookiesCached(client))
            {
                return;
            }

            char value[12];
            IntToString(g_iCached[client], value, sizeof(value));
            g_hTotal.Set(client, value);
        }`),
      "void AddOne(int client)\n{\n    g_iCached[client]++;\n}",
      "int GetTotal(int client)\n{\n    return g_iCached[client];\n}",
    ],
  },
  {
    id: "keyvalues",
    phrase: "numbers in a KeyValues file that is written at map end",
    globals: ["KeyValues g_kvTotal;", "char g_sPath[PLATFORM_MAX_PATH];"],
    start: [
      'BuildPath(Path_SM, g_sPath, sizeof(g_sPath), "data/$p.txt");',
      'g_kvTotal = new KeyValues("Totals");',
      "if (FileExists(g_sPath))\n{\n    g_kvTotal.ImportFromFile(g_sPath);\n}",
    ],
    mapEnd: ["g_kvTotal.Rewind();", "g_kvTotal.ExportToFile(g_sPath);"],
    functions: [
      code(`
        bool OpenSection(int client, bool create)
        {
            char auth[32];
            g_kvTotal.Rewind();
            return GetClientAuthId(client, AuthId_SteamID64, auth, sizeof(auth)) && g_kvTotal.JumpToKey(auth, create);
        }`),
      code(`
        void AddOne(int client)
        {
            if (OpenSection(client, true))
            {
                g_kvTotal.SetNum("total", g_kvTotal.GetNum("total") + 1);
            }
        }`),
      'int GetTotal(int client)\n{\n    return OpenSection(client, false) ? g_kvTotal.GetNum("total") : 0;\n}',
    ],
  },
  {
    id: "sqlite",
    phrase: "lifetime numbers in a database, written without blocking the server",
    globals: ["Database g_db;", "int g_iSession[MAXPLAYERS + 1];"],
    start: ['Database.Connect(Db_OnConnect, "storage-local");'],
    join: ["g_iSession[client] = 0;"],
    leave: ["SaveSession(client);"],
    functions: [
      code(`
        public void Db_OnConnect(Database db, const char[] error, any data)
        {
            if (db == null)
            {
                LogError("No database: %s", error);
                return;
            }

            g_db = db;
            g_db.Query(Db_OnDone, "CREATE TABLE IF NOT EXISTS $p (auth VARCHAR(32) PRIMARY KEY, total INTEGER NOT NULL)");
        }`),
      code(`
        public void Db_OnDone(Database db, DBResultSet results, const char[] error, any data)
        {
            if (results == null)
            {
                LogError("Query failed: %s", error);
            }
        }`),
      code(`
        void SaveSession(int client)
        {
            char auth[32];
            if (g_db == null || g_iSession[client] == 0 || IsFakeClient(client)
                || !GetClientAuthId(client, AuthId_Steam2, auth, sizeof(auth)))
            {
                return;
            }

            char query[256];
            g_db.Format(query, sizeof(query), "INSERT OR IGNORE INTO $p (auth, total) VALUES ('%s', 0)", auth);
            g_db.Query(Db_OnDone, query);
            g_db.Format(query, sizeof(query), "UPDATE $p SET total = total + %d WHERE auth = '%s'", g_iSession[client], auth);
            g_db.Query(Db_OnDone, query);
            g_iSession[client] = 0;
        }`),
      "void AddOne(int client)\n{\n    g_iSession[client]++;\n}",
      "int GetTotal(int client)\n{\n    return g_iSession[client];\n}",
    ],
  },
];
