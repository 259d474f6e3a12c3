import { code, type Piece } from "./piece.ts";

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
