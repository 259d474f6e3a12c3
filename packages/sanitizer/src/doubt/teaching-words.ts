/**
 * The words by which a text says that a name is wrong.
 *
 * English is written out; of other languages there are the common words for "not", "wrong", "instead of" and "does not
 * exist". A word here never causes a change: it only makes the sanitizer leave the text alone.
 */

/** Signs that need no words. */
export const wrongSigns = /[✗✘✖❌❎🚫⛔👎]|~~|<del\b|<s>/u;

/** Signs of the right form. */
export const rightSigns = /[✓✔✅👍]/u;

const word = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives})(?![\\p{L}\\p{N}_])`, "iu");

/** Said of a name, and of nothing else that is called fake where it is right: a fake client is what SourceMod calls a bot. */
const fake =
  "fake(?=\\W*(?:$|[.,;:!?)]|(?:names?|events?|functions?|natives?|api|calls?|methods?|(?:net)?props?|propert(?:y|ies)|constants?|forwards?|code|ones?)\\b))";

/** A sentence with one of these and the wrong name says that the name is wrong. */
export const teachingWords = word(
  [
    `wrong(?:ly)?|incorrect(?:ly)?|invalid|bad|bogus|${fake}|made[- ]up|hallucinat\\p{L}*|invent(?:s|ed|ing)?|mistak\\p{L}*|misnomer|typo`,
    "instead of|rather than|unlike|renamed|replaced?|undefined|undeclared|non-?exist\\p{L}*|no such|no longer",
    "(?:has|have|had|is|are|was|knows|lists|with) no|stop using",
    "(?:do|does|did|is|are|was|were|ca|wo)(?:n['’]?t| not) (?:exist|have|know|compile|contain|define|ship|include|provide|offer|real)",
    // "If the client is not a bot" says nothing of a name.
    "(?:is|are|was|were)(?:n['’]?t| not) an? (?:\\p{L}+ ){0,2}(?:native|function|event|forward|method|member|propert(?:y|ies)|netprop|prop|constant|define|symbol|thing|call|api|name|stock|field|type|command|macro|include)s?",
    "(?:can ?not|can['’]?t) be found|(?:is|was)(?:n['’]?t| not) (?:found|in|part|there)",
    // German, Spanish, French, Portuguese, Italian, Polish, Turkish
    "existiert nicht|gibt es nicht|kein\\p{L}*|falsch\\p{L}*|statt(?:dessen)?|anstatt|anstelle",
    "no existe\\p{L}*|en (?:lugar|vez) de|incorrect[oa]s?|err[óo]ne[oa]s?",
    "n['’]existe\\p{L}*|au lieu|faux|fausse|mauvais\\p{L}*|erroné\\p{L}*",
    "não existe\\p{L}*|em vez|errad[oa]s?|incorret[oa]s?|inválid[oa]s?",
    "non esiste|invece|sbagliat[oaie]|errat[oaie]",
    "nie istnieje|zamiast|błędn\\p{L}*|nieprawidłow\\p{L}*|yanlış|yerine|yok",
    // Russian and Ukrainian
    "не существует|нету|так(?:ой|ого|их) (?:функци|натив|событи)\\p{L}*|вместо|неправильн\\p{L}*|неверн\\p{L}*|ошибочн\\p{L}*|замість|немає|невірн\\p{L}*",
  ].join("|"),
);

/** A clause with one of these and the wrong name says so too; in another clause of the sentence they speak of something else. */
export const negations = word(
  [
    "instead|not|no|neither|nor|never|cannot|avoid(?:s|ed|ing)?|\\p{L}+n['’]t|dont|doesnt|isnt",
    "nicht|niemals|vermeide\\p{L}*|nunca|evit[ae]\\p{L}*|pas|jamais|évite\\p{L}*|não|non|mai|nie|değil|не|нет|никогда",
  ].join("|"),
);

/** Scripts that write no spaces between words. */
export const teachingScripts =
  /不|没有|沒有|错误|錯誤|而非|别用|代替|请勿|ない|ません|間違|誤り|代わり|아니|않|없|잘못|대신/u;

/** Words that may say so: with one of these the sanitizer cannot tell. */
export const doubtfulWords = word(
  "without|lacks?|deprecated|obsolete|outdated|legacy|old(?:er)?|formerly|previous(?:ly)?|error|errors|fails?|failed|fixed|fixes|corrected|problems?|bugs?|versus|vs|confus\\p{L}*|mix(?:ed|es)? up|→|⇒|" +
    // Where the name is real, and what happens to who writes it.
    "amxx?|amx mod x|vscript|squirrel|c\\+\\+|vstdlib|(?:engine|valve)['’]s|called differently|(?:an?|the) other name|different name|reject\\p{L}*|refus\\p{L}*|the compiler|" +
    // What somebody else wrote, or a search for the name.
    "you(?:['’]ve)? (?:wrote|used|had|have|called|hooked|are (?:using|calling|hooking))|" +
    "your (?:code|snippet|line|version|attempt) (?:calls|uses|has|hooks|says|reads|contains|tries)|" +
    // A function of the reader's own, that is not shown.
    "(?:your|my|our|their|an?|its) own (?:\\p{L}+ )?(?:functions?|helpers?|stocks?|methods?|wrappers?|versions?|natives?)|(?:custom|user-defined|self-written|helper) (?:functions?|stocks?|wrappers?)|(?:defined|implemented|declared) (?:elsewhere|yourself|by you|(?:somewhere|further) \\p{L}+)|" +
    "search(?:ed|es|ing)?(?: \\p{L}+){0,3} for|grep|plausible|(?:common|usual|typical) slip|as opposed to|unavailable|missing from|version \\d+(?:'s)?(?: model)? (?:wrote|used|called|hooked|answered|said|gave|had)|model wrote|(?:data ?set|training (?:data|set)|corpus) (?:had|has|contained|holds)|(?:linter|checker|ci|check) (?:flags|flagged|reports|reported)|to look for|unknown (?:native|event|function|symbol|netprop|property)|(?:0|zero) (?:results?|matches|hits)|exists\\W+false|" +
    // What misleads, what somebody is sorry for, and what is of another engine.
    "misremember\\p{L}*|mix(?:ed|es|ing)? \\S+ up|tempt(?:ed|ing)|pitfalls?|gotchas?|culprit|by accident|slipped in|disregard|sorry|apologi\\p{L}+|" +
    "fiction(?:al)?|fictitious|imaginary|phantom|by that name|used to be|asked (?:about|whether|if|why|how)|correction\\s*:|meant (?:another|a different|something else)|(?:source|hl2) ?sdk",
);

const bad =
  "wrong|incorrect|invalid|bad|broken|buggy|problematic|erroneous|flawed|defective|offending|mistake|mistakes|faulty|falsch|schlecht|incorrecto|mal|malo|faux|mauvais|errado|incorreto|sbagliato|źle|yanlış|неправильно|неверно|плохо|ошибка|错误|錯誤|間違い|잘못된";
const thing =
  "way|ways|code|version|example|examples|approach|apis?|names?|events?|functions?|natives?|(?:net)?props?|propert(?:y|ies)|usage|calls?|snippet|output|answer|pattern|form|syntax";

/** A line that labels what follows as wrong, above code or in a comment of it. */
export const wrongLabel = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:(?:the|a|an)\\s+)?(?:do(?: not|n['’]?t)s?\\W*$|(?:${bad})(?:\\s+(?:${thing})\\b|\\s*(?:$|[:!.,)\\]—–*_-]|(?<=\\s)[(\\[]))|(?:do not|don['’]?t|never)\\s+(?:(?:do|write|copy)\\b|(?:use|call|try)\\b(?!\\s+(?:(?:this|it|these|them|that)\\s+)?(?:from|in|on|while|when|before|after|twice|outside|inside|until|unless|if|for|during|more)\\b|\\s+(?:an?|any|every|all|your)\\s+(?!code|snippet|wrong)\\p{L}+))|(?:(?:this|it|that|these)\\s+)?(?:(?:does|do|did|will|would)(?: not|n['’]t)|won['’]t|cannot|can['’]t)\\s+(?:compile|work|exist|run)\\W*$|avoid(?:\\s+this|\\s*[:!]|\\s*$)|not like this|(?:what|how|things?)\\s+not\\s+to\\b|before\\s*(?:[:*_]|$)|old(?:\\s+(?:${thing.replace("|syntax", "")})\\b|\\s*(?:[:*_]|$))|anti-?pattern|common mistakes?)|[([](?:wrong|incorrect|broken|hallucinated)[)\\]]\\W*$`,
  "iu",
);

/** What is bad by itself where it stands before the word for what it is: `Fake natives:`; alone, it may be about the game. */
const badOf =
  "hallucinated|fake|made-?up|invented|imaginary|fictitious|bogus|rejected|negative|failing|failed|non-?working|non-?existent|deprecated|outdated|obsolete|legacy";
const badAlone = "counter-?examples?|hallucinated|rejected|non-?working|non-?existent|outdated|obsolete|errat[oae]";

/** A line above a block of code that says it is wrong; in a comment the same words may be about the game. */
export const wrongLine = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:(?:the|a|an)\\s+)?(?:${[
    `(?:${badOf})\\s+(?:${thing.replace("|syntax", "")})\\b(?!\\s+syntax)|(?:${badAlone})\\W*$`,
    "(?:this|it|that|these|those|the following)\\s+(?:\\p{L}+\\s+)?(?:(?:does|do|did|will|would)(?: not|n['’]t)|won['’]t|cannot|can['’]t)\\s+(?:compile|work|exist|run)(?:\\s+in\\s+\\w+)?\\W*$",
    "avoid\\s+(?:code|calls?|names?|lines?)\\s+like\\s+th\\p{L}+|not this\\W*$",
    "here(?:['’]s| is| are)\\s+(?:what|how|things?)\\s+not\\s+to\\b",
    "before[-=\\s]*$",
    // "Before the fix" is no "before the tank spawns".
    "(?:before|without|prior to|pre-?)\\s*(?:(?:the|this|that|my|our|any)\\s+)?(?:fix(?:es)?|changes?|patch|corrections?|edits?|repairs?|refactoring)\\W*$",
    `(?:(?:here(?:['’]s| is)|this is)\\s+)?(?:an?\\s+)?(?:examples?|cases?|instances?|samples?)\\s+of\\s+(?:(?:an?|the|such|typical|common)\\s+)*(?:${bad}|errors?|bugs?|hallucinat\\p{L}*)`,
  ].join("|")})` +
    // "Before (wrong):", "Original (buggy) code:", "Version 1 - broken:", "Example (does not compile)"
    `|^[^\\n.?!;]{1,60}?(?:\\s[-–—]\\s*|[([]\\s*)(?:${bad}|${badAlone}|does(?: not|n['’]t) (?:compile|work|exist)|no longer (?:works|compiles))(?:\\s+(?:${thing}))?[)\\]]?(?:\\s+(?:${thing}))?[^\\p{L}\\p{N}]*$`,
  "iu",
);

/** A line above a block of code that says little more than that the block is wrong: `Mauvais exemple :`. */
const wrongHeading = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${bad})(?:\\s*\\p{L}+){0,2}\\s*[:：]\\s*$|^[^\\p{L}\\p{N}]*(?:错误|錯誤|间违|間違|잘못)[^\\n]{0,12}$`,
  "iu",
);

/** A line above a block of code that says whose it is, or that it is the one to look for: it may well be quoted for its mistake. */
export const quotedLabel =
  /^[^\p{L}\p{N}]*(?:(?:previously|formerly|originally|compil\p{L}+ errors?|as (?:it was )?(?:written|before)|how (?:it|this|that) (?:was|used to be|looked)(?: before)?)|(?:(?:first|now|then|next),? )?(?:find|locate|look for|search for|go to|open)(?: (?:the|this|these|that|those|your))?(?: (?:\p{L}+ )?(?:code|lines?|block|part|section|function|call|snippet|statement)s?)?(?: in (?:your|the) \S+)?|in your (?:code|plugin|version|file|script|message),? you (?:have|had|wrote|use|used|call|called)(?: this)?|your (?:original|current|old|existing|present|first|previous) (?:code|version|plugin|snippet|lines?|attempt)|your (?:code|plugin|version|snippet) (?:currently|now|presently) (?:does|has|reads|says|calls|uses|looks like)(?: this)?|(?:what )?you (?:wrote|had|used|have|posted)(?: (?:now|so far|currently|at the moment))?|(?:the |your )?(?:current|existing|present) (?:code|version|implementation|plugin|snippet|state|approach)|(?:the )?original(?: code| version| plugin| snippet| line)?|(?:in )?your (?:code|version|snippet|plugin|line|attempt|message)(?: (?:is|was|says|reads|has|had|contains|does|uses|used))?(?: this)?|(?:\S+ ){0,3}(?:version \d+|model|models|assistant|ai|bot|chatbot|llm|gpt\S*|chatgpt|copilot|claude|gemini)(?: \S+)? (?:wrote|answered|answers|said|says|gave|gives|generated|produced|suggested|suggests|told)(?: (?:you|me|us|back|out))?)\s*:?\s*$/iu;

/** A line that labels what follows as right. */
export const rightLabel =
  /^[^\p{L}\p{N}]*(?:the\s+)?(?:good|right|correct(?:ed|ly)?|fixed|better|proper(?:ly)?|after|new|do this|use this|instead|richtig|besser|correcto|bien|juste|certo|corretto|dobrze|doğru|правильно|верно|хорошо|正确|正確|正しい|올바른)(?![\p{L}\p{N}_])/iu;

/** A clause inside a longer sentence that says the code beside it is wrong. */
export const wrongClause = new RegExp(
  [
    // Players have bad names as well.
    `(?<!\\b(?:block|kick|ban|filter|detect|censor|rename|reject|remov)(?:e|s|es|ing|ning)?\\s)\\b(?:wrong|incorrect|bad|invalid|broken|buggy)\\s+(?:way|code|version|example|approach|apis?|names?|events?|functions?|natives?|usage|calls?|snippet)\\b`,
    `\\b(?:do not|don['’]t|never)\\s+(?:do|use|write|call|copy)\\b(?!\\s+(?:an?|any|every|all|your)\\s+(?!code|snippet|wrong)\\p{L}+)`,
    // "If the client is invalid" says nothing of the code.
    `\\b(?:this|that|it|which|above|below|${thing}|lines?|netprops?|propert(?:y|ies))\\s+(?:is|are|was|would be)\\s+(?:\\w+ly\\s+)?(?:wrong|incorrect|bad|invalid)\\b`,
    // "This does not run on bots" says what the code does.
    `\\b(?:does not|doesn['’]t|won['’]t|will not|fails to|cannot)\\s+(?:compile|exist(?!\\s+yet)|(?:work|run)(?!\\s+(?:for|on|in|at|with|without|when|while|if|until|unless|during|before|after)))\\b`,
    `\\b(?:code|version|plugin|snippet|example|call)\\s+that\\s+(?:fails|crashes|breaks|throws)\\b`,
    `\\b(?:has|have|had|contains?)\\s+(?:an?|one|two|some|several)\\s+(?:mistake|error|bug|typo)s?\\b`,
    `\\b(?:incorrectly|wrongly|mistakenly|by mistake)\\b|\\bnot like this\\b|\\bcommon (?:mistake|error|pitfall|bug)s?\\b`,
  ].join("|"),
  "iu",
);

/** A sentence behind a block of code, or the start of the next paragraph, that takes it back. */
export const takesBack =
  /^\W*(?:(?:but|however|yet|sadly|unfortunately|only),? )?(?:you(?:['’]ll|['’]d| will| would)? (?:get|see) (?:an? |the )?(?:compil\w+ )?(?:error|undefined)|there(?: is|['’]s| are) no (?:such|native|event|function|netprop)|(?:that|this|the|these|those|such an?) (?:native|event|function|name|netprop|property|call|constant|method)s? (?:does|do)(?:n['’]t| not) exist|the (?:event|function|native|name|netprop|property|call|api|constant|method)s?(?: names?)? (?:is|are|was|were) (?:wrong|incorrect|invalid)|(?:this|that|it)(?: is|['’]s| was) (?:wrong|incorrect|not true|a mistake)|no(?=\s*[,:.!])|wrong(?=\s*[,:.!])|incorrect(?=\s*[,:.!]))/iu;

/** A word by which a line promises the right form. */
export const rightWords = word(
  "correct(?:ed|s)?|right|good|fixed|fix|instead|proper(?:ly)?|better|updated|safe|secure|solution|working|rewritten|replac\\p{L}*",
);

/** What a program finds wrong while it runs: "wrong team" beside a line says nothing of the line. */
const wrongAtRunTime =
  "(?:inputs?|teams?|targets?|class(?:es)?|maps?|passwords?|weapons?|clients?|players?|entit(?:y|ies)|rounds?|sides?|directions?|angles?|games?|flags?|buttons?|keys?)";

/** Strong words in a remark beside a line of code. */
export const wrongRemark = new RegExp(
  String.raw`\b(?:(?:wrong|incorrect)(?!\s+${wrongAtRunTime}\b)|bogus|${fake}|hallucinat\w*|made[- ]up|undefined|undeclared|non-?exist\w*|no such|bad (?:name|native|event|function|netprop|api|call|code|example)|^\W*bad\W*$|(?:does|do|did)(?: not|n['’]?t) exist|not (?:exist|a (?:real|valid|native)|real|valid|defined|sourcepawn|an? (?:event|function|native|netprop))|(?:does|will|wo|do)(?: not|n['’]?t) (?:compile|work)|error \d+)\b|^\W*no+(?:pe)?\b\W*(?:$|,)`,
  "iu",
);

/** What a comment speaks of where it does not speak of names and code. */
const gameWords =
  /\b(?:clients?|players?|users?|bots?|admins?|entit(?:y|ies)|ent|weapons?|items?|slots?|teams?|files?|paths?|folders?|handles?|maps?|rounds?|survivors?|infected|tanks?|witch\w*|zombies?|cvars?|convars?|configs?|values?|index(?:es)?|states?|targets?|victims?|attackers?|models?(?!['’]s| (?:made|wrote|invent\w*|hallucinat\w*|said|output))|sounds?|particles?|doors?|health|damage|ammo|passwords?|arguments?|input|data|database|quer(?:y|ies)|steam\w*|auth\w*|ping|elevators?|ladders?|votes?|levels?|characters?|rescues?|hordes?|commons?|hunters?|smokers?|boomers?|chargers?|jockeys?|spitters?|leaders?|spectators?|glows?|safe ?rooms?|spawns?)\b/i;
const ofCode =
  /\b(?:natives?|functions?|events?|netprops?|props?|api|symbols?|names?|calls?|lines?|code|compil\w*|sourcepawn|includes?|stocks?|forwards?|constants?|methods?|syntax|hooks?|example|following|next)\b/i;

/** Whether a comment or a label that says that something is wrong may mean the code beside it. */
export function isOfCode(comment: string): boolean {
  return ofCode.test(comment) || !gameWords.test(comment);
}

/** Whether a line says little more than that the block below it is wrong: `Bad ping kicker:` says something else. */
export function isWrongHeading(line: string): boolean {
  return wrongHeading.test(line) && isOfCode(line);
}

/** What a compiler says, and what has become of a name: beside code, it may speak of that code. */
export const doubtfulRemark =
  /\b(?:error|warning) \d{3}\b|\bundefined symbol\b|\b(?:Attribute|Import|ModuleNotFound|Name|NoMethod|Reference)Error\b|\bremoved in\b|\bno longer (?:exists?|fires?|works?|compiles?|valid|there|supported|available)\b|\bfails to compile\b|\bcompil\w+ errors?\b|\bnever (?:works?|worked|compiles?|fires?)\b|\bbroken (?:line|code|call|name|native|event)s?\b|\btypo\b|\binvented by\b|\b(?:vscript|squirrel)\b|\bc\+\+(?: only|$)|^\W*deprecated\W*$|^\W*was\s*:|\b(?:(?:your|my|the)\s+(?:old|original|former)|original|former)\s+(?:line|code|call)\b/i;

/** A comment by which the right name is set against the code. */
export const remarkOfRight =
  /\b(?:instead|rather|should (?:be|read|have been)|correct(?:ed|ion)?|must be|meant|renamed)\b|→|=>|->/i;
