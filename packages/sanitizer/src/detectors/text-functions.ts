/** Functions that fill a buffer with what a player typed or chose, and the position of the buffer. */
export const sources: ReadonlyMap<string, number> = new Map([
  ["GetClientName", 2],
  ["GetCmdArg", 2],
  ["GetCmdArgString", 1],
  ["GetClientInfo", 3],
]);

/** Fields of game events that hold what a player typed or chose. */
export const spokenFields = /^"(?:text|message|name|newname|oldname|reason)"$/;

/** Callbacks whose last parameter is what a player said. */
export const saidTo: ReadonlySet<string> = new Set(["OnClientSayCommand", "OnClientSayCommand_Post"]);

/** Functions that write one text into another: positions of the target and of the first text that goes in. */
export const copies: ReadonlyMap<string, readonly [target: number, from: number]> = new Map([
  ["Format", [1, 3]],
  ["FormatEx", [1, 3]],
  ["strcopy", [1, 3]],
  ["StrCat", [1, 3]],
]);

/** Functions that take a text apart: positions of the text and of what it goes to. */
export const splits: ReadonlyMap<string, readonly [from: number, target: number]> = new Map([
  ["ExplodeString", [1, 3]],
  ["SplitString", [1, 3]],
  ["BreakString", [1, 2]],
]);

/** Functions that write an escaped copy, and its position. */
export const escapes: ReadonlyMap<string, number> = new Map([
  ["SQL_EscapeString", 3],
  ["SQL_QuoteString", 3],
  ["Escape", 2],
]);

/** Functions that prove that a text is safe, when it is one of their arguments: it is one of a list, or has no odd characters. */
export const guards: ReadonlySet<string> = new Set([
  "IsMapValid",
  "FindMap",
  "FindTarget",
  "ProcessTargetString",
  "IsCharAlpha",
  "IsCharNumeric",
  "FindCharInString",
  "FindConVar",
  "CreateEntityByName",
  "FindString",
  "FindStringInArray",
  "ContainsKey",
  "GetValue",
  "GetTrieValue",
  "SimpleRegexMatch",
  "MatchRegex",
  "Match",
]);

/** Functions that replace a piece of their first text by their fourth. */
export const replacements: ReadonlySet<string> = new Set(["ReplaceString", "ReplaceStringEx"]);

/** Functions that write a text of the server's own, or a number, into a buffer that stands before its size. */
export const fills: readonly string[] = (
  "GetCurrentMap GetNextMap GetMapDisplayName GetClientAuthId GetClientAuthString GetClientIP GetClientWeapon GetClientModel " +
  "GetConVarString GetConVarName GetEntityClassname GetEdictClassname GetEntityNetClass GetEntPropString GetGameFolderName " +
  "GetGameDescription GetPluginFilename GetPluginInfo GetMenuItem GetItem KvGetString KvGetSectionName GetSectionName GetString " +
  "GetName GetDefault GetKey SQL_FetchString FetchString SQL_GetError ReadFileLine ReadLine IntToString FloatToString FormatTime " +
  "GetTrieString GetArrayString GetTeamName GetLanguageInfo GetClientCookie ReadPackString ReadString FormatUserLogText"
).split(" ");

/** Functions of plugins that change a text and leave it what it is, by their names. */
export const changesText = /Trim|Strip|RemoveTags|Colou?r|Upper|Lower|Case|utf8/i;

/** A function of a plugin that makes a text safe or proves that it is, by its name: what it does is its business. */
export const ownGuard =
  /^\w*(?:[Ee]scape|[Ss]aniti[sz]e)\w*$|^(?:[A-Za-z0-9]+_)*b?(?:Is|Check|Validate|Verify)(?!\w*(?:Null|Empty))[A-Z]\w*$/;

/** A function of a plugin that only answers, by its name: who does not look at the answer has proved nothing. */
export const ownQuestion = /^(?:[A-Za-z0-9]+_)*b?Is[A-Z]\w*$/;

/** A text that is searched for, or taken out, because it ends a string or a command. */
export const breakingText = /^"\\?(?:'|"|;|`|%)"$/;
