/** Functions that take a format, and its position. */
export const formats: ReadonlyMap<string, number> = new Map([
  ["PrintToChat", 2],
  ["PrintToChatAll", 1],
  ["PrintToServer", 1],
  ["PrintToConsole", 2],
  ["PrintToConsoleAll", 1],
  ["PrintHintText", 2],
  ["PrintHintTextToAll", 1],
  ["PrintCenterText", 2],
  ["PrintCenterTextAll", 1],
  ["ReplyToCommand", 2],
  ["ShowActivity", 2],
  ["ShowActivity2", 3],
  ["ShowActivityEx", 3],
  ["ShowHudText", 3],
  ["ShowSyncHudText", 3],
  ["KickClient", 2],
  ["KickClientEx", 2],
  ["LogMessage", 1],
  ["LogError", 1],
  ["LogAction", 3],
  ["LogToFile", 2],
  ["LogToFileEx", 2],
  ["LogToGame", 1],
  ["Format", 3],
  ["FormatEx", 3],
  ["ThrowError", 1],
  ["ThrowNativeError", 2],
  ["SetFailState", 1],
  ["SetMenuTitle", 2],
  ["SetTitle", 1],
  // Of the include files for colours.
  ["CPrintToChat", 2],
  ["CPrintToChatAll", 1],
  ["CReplyToCommand", 2],
]);
/** Functions that run a console command, and the position of its format. */
export const commands: ReadonlyMap<string, number> = new Map([
  ["ServerCommand", 1],
  ["ServerCommandEx", 3],
  ["InsertServerCommand", 1],
  ["FakeClientCommand", 2],
  ["FakeClientCommandEx", 2],
  ["ClientCommand", 2],
]);

/** Functions to which the text of a player can do harm. */
export const textSinks: readonly string[] = [...formats.keys(), ...commands.keys(), "BuildPath"];
