const strong =
  /^[ \t]*(?:#(?:include|pragma|define|if|endif|undef)\b|(?:public|stock|native|forward|methodmap|enum struct)\s|new\s+[A-Z]\w+:|decl\s)|\b(?:HookEvent(?:Ex)?|RegConsoleCmd|RegAdminCmd|CreateConVar|CreateTimer|PrintTo(?:Chat|Server|Console)\w*|GetClient\w+|[GS]etEntProp\w*|SDKHook\w*|IsClientInGame|IsPlayerAlive|GetRandom(?:Int|Float)|MaxClients|Plugin_\w+|INVALID_HANDLE|view_as<)\b/gm;
const foreign =
  /\b(?:console\.log|function\s*\w*\(|std::|cout\s*<<|System\.(?:out|Console)|using namespace|import\s+[\w{*]|from\s+\w+\s+import|def\s+\w+\(|local\s+\w+\s*=|let\s+\w+\s*=|var\s+\w+\s*=|printf\s*\(|package\s+\w+;)|=>|^\s*\$\w+\s*=|<\?php/m;

/**
 * Whether a text without a language is SourcePawn: nearly all of its lines read as statements, and nothing in it belongs to
 * another language.
 */
export function looksLikeSourcePawn(text: string): boolean {
  if (foreign.test(text)) return false;
  let lines = 0;
  let code = 0;
  let inComment = false;
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "") continue;
    lines += 1;
    if (inComment) {
      code += 1;
      inComment = !line.includes("*/");
    } else if (line.startsWith("/*")) {
      code += 1;
      inComment = !line.includes("*/");
    } else if (isCodeLine(line)) code += 1;
  }
  if (lines === 0 || code < lines * 0.7) return false;
  return /[;{]/.test(text) || (text.match(strong)?.length ?? 0) > 0;
}

function isCodeLine(line: string): boolean {
  return (
    /^(?:[#{}]|\/\/|\*)/.test(line) ||
    /[;{}]\s*(?:\/\/.*|\/\*.*)?$/.test(line) ||
    /^(?:if|else|for|while|switch|case|do|default)\b.*[):]?$/.test(line) ||
    /^(?:public|stock|static|native|forward|const|enum|methodmap|int|float|bool|char|void|any|Action|Handle)\b.*(?:[),=]|\w)$/.test(
      line,
    ) ||
    /^["'].*[,"']$/.test(line) ||
    /[,(|&]$/.test(line)
  );
}
