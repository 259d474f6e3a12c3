import type { Category } from "../record.ts";
import { code, type Piece } from "./piece.ts";

/** Something that is counted per player. */
export interface Tally {
  readonly id: string;
  readonly category: Category;
  readonly event: string;
  /** Field with the userid of the player who is credited. */
  readonly field: string;
  /** Completes "counts …". */
  readonly phrase: string;
  readonly label: string;
  readonly team: 2 | 3;
}

type Row = readonly [event: string, field: string, phrase: string, label: string, team?: 3];

const special: readonly Row[] = [
  ["lunge_pounce", "userid", "how many pounces each Hunter player lands", "pounces", 3],
  ["tongue_grab", "userid", "how many survivors each Smoker player catches", "grabs", 3],
  ["charger_carry_start", "userid", "how many carries each Charger player starts", "carries", 3],
  ["charger_impact", "userid", "how many survivors each Charger bowls over", "impacts", 3],
  ["jockey_ride", "userid", "how many rides each Jockey player gets", "rides", 3],
  ["player_now_it", "attacker", "how many survivors each Boomer player covers in bile", "biles", 3],
  ["player_now_it", "userid", "how often each survivor is covered in bile", "times biled"],
  ["lunge_pounce", "victim", "how often each survivor is pounced", "times pounced"],
  ["tongue_grab", "victim", "how often each survivor is caught by a tongue", "times grabbed"],
  ["charger_carry_start", "victim", "how often each survivor is carried off", "times carried"],
  ["jockey_ride", "victim", "how often each survivor is ridden", "times ridden"],
  ["hunter_punched", "userid", "how many Hunters each survivor shoves", "Hunter shoves"],
  ["hunter_headshot", "userid", "how many Hunters each survivor headshots", "Hunter headshots"],
  ["boomer_exploded", "attacker", "how many Boomers each survivor pops", "Boomers"],
  ["spitter_killed", "attacker", "how many Spitters each survivor kills", "Spitters"],
  ["jockey_killed", "attacker", "how many Jockeys each survivor kills", "Jockeys"],
  ["charger_killed", "attacker", "how many Chargers each survivor kills", "Chargers"],
  ["tank_killed", "attacker", "how many Tanks each survivor finishes", "Tanks"],
  ["witch_killed", "userid", "how many Witches each survivor kills", "Witches"],
  ["entered_spit", "userid", "how often each survivor walks into spit", "acid baths"],
];

const survivor: readonly Row[] = [
  ["infected_death", "attacker", "the common infected that each survivor kills", "kills"],
  ["revive_success", "userid", "how many team mates each survivor helps up", "revives"],
  ["heal_success", "userid", "how many first aid kits each survivor uses", "heals"],
  ["pills_used", "userid", "how many pills each survivor takes", "pills"],
  ["player_incapacitated", "userid", "how often each survivor goes down", "incaps"],
  ["player_ledge_grab", "userid", "how often each survivor hangs from a ledge", "ledges"],
  ["melee_kill", "userid", "the melee kills of each survivor", "melee kills"],
  ["friendly_fire", "attacker", "how often each survivor hits a team mate", "friendly hits"],
  ["molotov_thrown", "userid", "the molotovs each survivor throws", "molotovs"],
  ["adrenaline_used", "userid", "the adrenaline shots each survivor uses", "shots"],
  ["defibrillator_used", "userid", "the defibrillators each survivor uses", "defibs"],
  ["infected_decapitated", "userid", "the heads each survivor takes off", "heads"],
  ["player_jump", "userid", "how often each survivor jumps", "jumps"],
];

const map: readonly Row[] = [
  ["gascan_pour_completed", "userid", "the gas cans each survivor pours", "cans"],
  ["gascan_dropped", "userid", "the gas cans each survivor drops", "drops"],
  ["triggered_car_alarm", "userid", "the car alarms each survivor sets off", "alarms"],
  ["create_panic_event", "userid", "the panic events each survivor starts", "panics"],
  ["survivor_rescued", "rescuer", "the team mates each survivor lets out of closets", "rescues"],
  ["foot_locker_opened", "userid", "the foot lockers each survivor opens", "lockers"],
  ["mounted_gun_start", "userid", "how often each survivor takes a mounted gun", "guns"],
  ["door_open", "userid", "the doors each survivor opens", "doors"],
];

function toTally(category: Category, [event, field, phrase, label, team]: Row): Tally {
  return { id: `${event}-${field}`.replaceAll("_", "-"), category, event, field, phrase, label, team: team ?? 2 };
}

/** The things that composed plugins count. */
export const tallies: readonly Tally[] = [
  ...special.map((row) => toTally("special-infected-events", row)),
  ...survivor.map((row) => toTally("survivor-mechanics", row)),
  ...map.map((row) => toTally("map-events", row)),
];

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

/** How the numbers are shown. Every report calls `GetTotal`. */
export const reports: readonly Piece[] = [
  {
    id: "command",
    phrase: "a chat command that answers with the player's own number",
    start: ['RegConsoleCmd("sm_$short", Command_Mine, "Shows your $label.");'],
    functions: [
      code(`
        public Action Command_Mine(int client, int args)
        {
            if (client == 0)
            {
                ReplyToCommand(client, "[$tag] Only players have numbers.");
                return Plugin_Handled;
            }

            ReplyToCommand(client, "[$tag] %d $label.", GetTotal(client));
            return Plugin_Handled;
        }`),
    ],
  },
  {
    id: "round-end",
    phrase: "the best player in chat at the end of the round",
    start: ['HookEvent("round_end", Event_Best, EventHookMode_PostNoCopy);'],
    functions: [
      code(`
        public void Event_Best(Event event, const char[] name, bool dontBroadcast)
        {
            int best = 0;
            int most = 0;
            for (int i = 1; i <= MaxClients; i++)
            {
                if (!IsClientInGame(i))
                {
                    continue;
                }

                int total = GetTotal(i);
                if (total > most)
                {
                    most = total;
                    best = i;
                }
            }
            if (best != 0)
            {
                PrintToChatAll("[$tag] %N leads with %d $label.", best, most);
            }
        }`),
    ],
  },
  {
    id: "menu",
    phrase: "a ranking in a menu",
    start: ['RegConsoleCmd("sm_$shorttop", Command_Ranking, "Ranking by $label.");'],
    functions: [
      code(`
        public Action Command_Ranking(int client, int args)
        {
            if (client == 0)
            {
                return Plugin_Handled;
            }

            ArrayList rows = new ArrayList(2);
            for (int i = 1; i <= MaxClients; i++)
            {
                if (IsClientInGame(i) && !IsFakeClient(i))
                {
                    int index = rows.Push(GetTotal(i));
                    rows.Set(index, i, 1);
                }
            }
            rows.Sort(Sort_Descending, Sort_Integer);

            char line[96];
            Menu menu = new Menu(Menu_Ranking);
            menu.SetTitle("Most $label");
            for (int i = 0; i < rows.Length; i++)
            {
                FormatEx(line, sizeof(line), "%N: %d", rows.Get(i, 1), rows.Get(i, 0));
                menu.AddItem("", line, ITEMDRAW_DISABLED);
            }
            delete rows;
            menu.Display(client, 30);
            return Plugin_Handled;
        }`),
      code(`
        public int Menu_Ranking(Menu menu, MenuAction action, int param1, int param2)
        {
            if (action == MenuAction_End)
            {
                delete menu;
            }
            return 0;
        }`),
    ],
  },
  {
    id: "milestone",
    phrase: "a chat line at every tenth",
    defines: ["#define MILESTONE 10"],
    functions: [
      code(`
        void CheckMilestone(int client)
        {
            int total = GetTotal(client);
            if (total > 0 && total % MILESTONE == 0)
            {
                PrintToChatAll("[$tag] %N has reached %d $label.", client, total);
            }
        }`),
    ],
    body: ["CheckMilestone($who);"],
  },
  {
    id: "hud",
    phrase: "a hint with the own number after each one",
    body: ['if (!IsFakeClient($who))\n{\n    PrintHintText($who, "$label: %d", GetTotal($who));\n}'],
  },
  {
    id: "panel",
    phrase: "a panel with everybody's number on a command",
    start: ['RegConsoleCmd("sm_$shortall", Command_Panel, "Everybody\'s $label.");'],
    functions: [
      code(`
        public Action Command_Panel(int client, int args)
        {
            if (client == 0 || !IsClientInGame(client))
            {
                return Plugin_Handled;
            }

            char text[96];
            Panel panel = new Panel();
            panel.SetTitle("$label");
            for (int i = 1; i <= MaxClients; i++)
            {
                if (IsClientInGame(i) && GetClientTeam(i) == $team)
                {
                    FormatEx(text, sizeof(text), "%N  %d", i, GetTotal(i));
                    panel.DrawText(text);
                }
            }
            panel.DrawItem("Close");
            panel.Send(client, Panel_Done, 15);
            delete panel;
            return Plugin_Handled;
        }`),
      "public int Panel_Done(Menu menu, MenuAction action, int param1, int param2)\n{\n    return 0;\n}",
    ],
  },
  {
    id: "log",
    phrase: "a summary in the server log at map end",
    mapEnd: [
      code(`
        for (int i = 1; i <= MaxClients; i++)
        {
            if (IsClientInGame(i) && GetTotal(i) > 0)
            {
                LogMessage("%L: %d $label", i, GetTotal(i));
            }
        }`),
    ],
  },
];
