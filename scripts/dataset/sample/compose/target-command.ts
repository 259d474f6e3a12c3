import { type Composer, some, tagOf, titleCase, versionOf } from "./composition.ts";
import { effects } from "./effects.ts";
import { joinPhrases } from "./event-reaction.ts";
import { options } from "./options.ts";
import { code, type Piece } from "./piece.ts";
import { indent, reactionLines, renderPlugin } from "./render-plugin.ts";

type Targeting = "self" | "find-target" | "filter" | "aim" | "menu";

const flags = ["ADMFLAG_SLAY", "ADMFLAG_CHEATS", "ADMFLAG_GENERIC", "ADMFLAG_KICK"] as const;
const usable = options.filter((option) =>
  [
    "cooldown",
    "humans-only",
    "round-limit",
    "left-start",
    "not-in-finale",
    "coop-only",
    "standing",
    "log",
    "announce",
    "debug",
    "hint",
    "enable",
  ].includes(option.id),
);

/** Composes plugins with one command that does something to a survivor. */
export const composeTargetCommand: Composer = (random) => {
  const chosen = some(random, effects, [1, 1, 2]);
  const limits = some(random, usable, [1, 2]);
  const targeting = random.pick<Targeting>(["self", "find-target", "filter", "aim", "menu"]);
  const flag = random.pick(flags);
  const verb = chosen.map((piece) => piece.id.replaceAll("-", "")).join("");
  const name = `${targeting}-${chosen[0]?.id ?? "command"}`;
  return {
    id: `command/${targeting}/${[...chosen, ...limits].map((piece) => piece.id).join("+")}`,
    category: random.pick(["error-handling", "security", "error-handling"]),
    pieces: [`command-${targeting}`, ...chosen.map((piece) => piece.id), ...limits.map((piece) => piece.id)],
    goal: `adds the command sm_${verb}, which ${targetPhrases[targeting]} and ${joinPhrases(chosen.map((piece) => piece.phrase))}`,
    wishes: limits.map((piece) => piece.phrase),
    code: renderPlugin([commandPiece(targeting, verb, flag, [...limits, ...chosen]), ...limits, ...chosen], {
      title: `L4D2 ${titleCase(name)}`,
      description: `Command sm_${verb}.`,
      prefix: `l4d2_${verb}`,
      tag: tagOf(chosen[0]?.id ?? targeting),
      parameter: random.pick(["client", "player"]),
      version: versionOf(random),
      config: random.next() < 0.3,
    })
      .replaceAll("$what", "an admin command")
      .replaceAll("$who", "survivor"),
    notes: [targetNotes[targeting]],
  };
};

const targetPhrases: Readonly<Record<Targeting, string>> = {
  self: "any living survivor may use on themselves",
  "find-target": "takes one player by name or #userid",
  filter: "takes any target filter such as @survivors",
  aim: "acts on the survivor under the admin's crosshair",
  menu: "opens a menu of the living survivors",
};

const targetNotes: Readonly<Record<Targeting, string>> = {
  self: "Index 0 is the server console, so it is turned away before anything else reads the client.",
  "find-target": "`FindTarget` answers the admin itself when nobody matches, so the command only has to stop on -1.",
  filter: "`ProcessTargetString` checks immunity; `ReplyToTargetError` prints the reason when it finds nobody.",
  aim: "`GetClientAimTarget` returns -1 for nothing and -2 where the game does not support it, so both are below 1.",
  menu: "The menu stores userids as text, so a player who leaves while it is open is noticed on selection.",
};

function commandPiece(targeting: Targeting, verb: string, flag: string, pieces: readonly Piece[]): Piece {
  const lines = [
    "if (!IsLivingSurvivor($who))\n{\n    return false;\n}\n",
    ...reactionLines(pieces, "return false;"),
    "return true;",
  ];
  const apply = `bool ApplyTo(int $who)\n{\n${indent(lines)}\n}`;
  const register =
    targeting === "self"
      ? `RegConsoleCmd("sm_${verb}", Command_Apply, "For living survivors.");`
      : `RegAdminCmd("sm_${verb}", Command_Apply, ${flag}, "For admins.");`;
  return {
    id: `command-${targeting}`,
    phrase: targetPhrases[targeting],
    includes: targeting === "aim" ? ["sdktools"] : [],
    start: [
      ...(targeting === "filter" || targeting === "find-target" ? ['LoadTranslations("common.phrases");'] : []),
      register,
    ],
    functions: [...commandBodies[targeting].map((text) => text.replaceAll("$verb", `sm_${verb}`)), apply],
    needs: ["IsLivingSurvivor"],
  };
}

const commandBodies: Readonly<Record<Targeting, readonly string[]>> = {
  self: [
    code(`
      public Action Command_Apply(int client, int args)
      {
          if (client == 0)
          {
              ReplyToCommand(client, "[$tag] This command is for players.");
              return Plugin_Handled;
          }

          ReplyToCommand(client, ApplyTo(client) ? "[$tag] Done." : "[$tag] Not possible right now.");
          return Plugin_Handled;
      }`),
  ],
  "find-target": [
    code(`
      public Action Command_Apply(int client, int args)
      {
          if (args < 1)
          {
              ReplyToCommand(client, "[$tag] Usage: $verb <name|#userid>");
              return Plugin_Handled;
          }

          char pattern[MAX_NAME_LENGTH];
          GetCmdArg(1, pattern, sizeof(pattern));
          int target = FindTarget(client, pattern);
          if (target == -1)
          {
              return Plugin_Handled;
          }

          if (ApplyTo(target))
          {
              LogAction(client, target, "\\"%L\\" used $verb on \\"%L\\"", client, target);
          }
          else
          {
              ReplyToCommand(client, "[$tag] %N cannot be affected now.", target);
          }
          return Plugin_Handled;
      }`),
  ],
  filter: [
    code(`
      public Action Command_Apply(int client, int args)
      {
          if (args < 1)
          {
              ReplyToCommand(client, "[$tag] Usage: $verb <target>");
              return Plugin_Handled;
          }

          char pattern[64];
          char targetName[MAX_TARGET_LENGTH];
          int targets[MAXPLAYERS];
          bool isPhrase;
          GetCmdArg(1, pattern, sizeof(pattern));
          int count = ProcessTargetString(pattern, client, targets, sizeof(targets), COMMAND_FILTER_ALIVE, targetName,
              sizeof(targetName), isPhrase);
          if (count <= 0)
          {
              ReplyToTargetError(client, count);
              return Plugin_Handled;
          }

          int done = 0;
          for (int i = 0; i < count; i++)
          {
              if (ApplyTo(targets[i]))
              {
                  done++;
              }
          }
          ReplyToCommand(client, "[$tag] %d of %d targets.", done, count);
          return Plugin_Handled;
      }`),
  ],
  aim: [
    code(`
      public Action Command_Apply(int client, int args)
      {
          if (client == 0 || !IsClientInGame(client))
          {
              ReplyToCommand(client, "[$tag] You have to be in the game.");
              return Plugin_Handled;
          }

          int target = GetClientAimTarget(client, true);
          if (target < 1 || !ApplyTo(target))
          {
              ReplyToCommand(client, "[$tag] Look at a living survivor.");
              return Plugin_Handled;
          }

          ReplyToCommand(client, "[$tag] %N it is.", target);
          return Plugin_Handled;
      }`),
  ],
  menu: [
    code(`
      public Action Command_Apply(int client, int args)
      {
          if (client == 0)
          {
              ReplyToCommand(client, "[$tag] The menu needs a player.");
              return Plugin_Handled;
          }

          char info[12];
          char label[MAX_NAME_LENGTH];
          Menu menu = new Menu(Menu_Choose);
          menu.SetTitle("Choose a survivor");
          for (int i = 1; i <= MaxClients; i++)
          {
              if (IsLivingSurvivor(i))
              {
                  IntToString(GetClientUserId(i), info, sizeof(info));
                  GetClientName(i, label, sizeof(label));
                  menu.AddItem(info, label);
              }
          }
          menu.Display(client, 20);
          return Plugin_Handled;
      }`),
    code(`
      public int Menu_Choose(Menu menu, MenuAction action, int param1, int param2)
      {
          if (action == MenuAction_End)
          {
              delete menu;
          }
          else if (action == MenuAction_Select)
          {
              char info[12];
              menu.GetItem(param2, info, sizeof(info));
              int target = GetClientOfUserId(StringToInt(info));
              if (target == 0 || !ApplyTo(target))
              {
                  PrintToChat(param1, "[$tag] That player is no longer available.");
              }
          }
          return 0;
      }`),
  ],
};
