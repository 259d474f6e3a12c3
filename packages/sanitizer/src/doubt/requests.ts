/** What a message asks for decides how its answer is to be read: a mistake that was asked for is none. */

const wrongs =
  "wrong|broken|incorrect|hallucinated|invalid|non-?existent|made[- ]up|invented|buggy|bad|faulty|fictitious|fake(?!\\s+events?\\b)";
const things =
  "apis?|natives?|code|plugins?|snippets?|sourcepawn|functions?|events?|calls?|usages?|(?:api|native|function|event|netprop|sourcepawn)\\s+(?:names?|calls?|usages?|examples?|versions?)";
const languages = "vscript|vscripts|squirrel|c\\+\\+|lua|python|javascript|source ?sdk|amx ?x|amx mod x";
const author = "beginners?|models?|llms?|ais?|chatgpt";
/** As far as the object of a verb reaches; what a plugin is to do is another matter. */
const object = "(?:(?!\\b(?:that|which|who|whose|to|for|when|if|so)\\b)[^.?!])*";

const forMistakes = new RegExp(
  [
    `\\b(?:show|write|give|make|create|produce|generate|quote|print|list|name|invent|need|want)\\b${object}\\b(?:${wrongs})\\s+(?:${things})\\b`,
    `\\bexamples?\\s+of\\s+(?:an?\\s+)?(?:\\w+\\s+)?(?:(?:${wrongs})\\s+(?:${things})|hallucinated|mistakes?)\\b`,
    `\\b(?:show|write|give|make|create|produce|generate|need|want)\\b${object}\\b(?:code|snippets?|plugins?|examples?|versions?)\\s+with\\s+(?:an?|one|two|three|some|several|a few)\\s+(?:\\w+\\s+)?(?:mistakes?|bugs?|typos?|wrong \\w+)\\b`,
    `\\b(?:which|what|name|list|show)\\s+(?:\\w+\\s+){0,2}(?:of (?:these|those|the following)|${things})\\b[^.?!]*\\b(?:do(?:es)?(?:n['’]t| not) (?:exist|compile)|(?:are|is) (?:wrong|fake|made up|invented|hallucinated|incorrect|not real))\\b`,
    `\\b(?:what|that|as)\\b[^.?!]*\\b(?:${author})\\b[^.?!]*\\b(?:writes?|wrote|calls?|called|answers?|answered|hallucinates?)\\b`,
    `\\btrue or false\\b|\\bwhat\\s+did\\s+version\\s+\\d+\\b`,
    `\\b(?:repeat|quote)\\s+(?:my|that|this|your)\\s+(?:\\w+\\s+)?(?:code|lines?|plugin|snippet|calls?)\\b|\\bquote\\s+the\\s+(?:${wrongs})\\s+(?:lines?|calls?|parts?)\\b`,
  ].join("|"),
  "iu",
);

/** The request is for the right form all the same. */
const forRepair =
  /\b(?:fix|repair|correct|solve|mend|rewrite|improve|clean up|refactor)\b|\bwhat(?: is|['’]s)? wrong with\b|\b(?:no|not|never|without|avoid|don['’]t want|do not want)\b[^.?!]*\b(?:wrong|mistakes?|errors?|broken|hallucinat\w*|invented|made[- ]up)\b/iu;

const forAnother = new RegExp(
  [
    `\\b(?:in|into|to|for|as|using|with|of)\\s+(?:the\\s+)?(?:a\\s+)?(?:\\w+\\s+)?(?:${languages})(?![\\p{L}\\p{N}])(?!\\s+(?:pages?|services?|servers?|sites?|web|apis?|programs?|apps?|clients?|bots?|backends?))`,
    `(?<![\\p{L}\\p{N}])(?:${languages})(?:['’]s)?\\s+(?:name|equivalent|version|function|counterpart|way|code|script|call)s?\\b`,
    `\\bin\\s+an?\\s+extension\\b`,
  ].join("|"),
  "iu",
);

/** The request is for this language after all, or names another only as where something comes from. */
const notForAnother = new RegExp(
  `\\b(?:to|into|in|for|from)\\s+(?:sourcepawn|sourcemod|(?:my|a|the)\\s+plugin)\\b|\\b(?:call|execut|run|exec|invok|load)\\w*\\b[^.?!]*\\b(?:${languages})(?![\\p{L}\\p{N}])|\\b(?:without|from|not|no|instead of|avoid)\\s+(?:any\\s+|using\\s+|the\\s+)?(?:${languages})(?![\\p{L}\\p{N}])`,
  "iu",
);

/** A word that each request has which {@link asksForWhatIsWrong} knows: most are done with here. */
export const requestHint =
  /wrong|broken|incorrect|halluc|invalid|exist|made|invent|bug|bad|fault|fict|fake|mistake|typo|true|version|repeat|quote|beginner|model|llm|\bais?\b|chatgpt|script|squirrel|\+\+|lua|python|sdk|amx|extension/i;

/** Requests are short; what is longer is pasted text. */
const LONGEST = 2000;

/**
 * Whether a message asks for mistakes, or for code of another language: `Show me a plugin with wrong names.`
 *
 * @param words The message without its code.
 */
export function asksForWhatIsWrong(words: string): boolean {
  const request = words.slice(0, LONGEST);
  if (!requestHint.test(request)) return false;
  if (forMistakes.test(request) && !forRepair.test(request)) return true;
  return forAnother.test(request) && !notForAnother.test(request);
}

/** What a reader says of code that fails, without a name. */
const failure =
  /\b(?:errors?|compil\w*|does(?:n['’]t| not) (?:work|exist|run|load)|not work\w*|wrong|undefined|unknown|broken|fails?|failed|are you sure|invalid|no (?:such )?(?:native|event)|is (?:no|not an?) (?:native|event|function))\b/iu;
/** What a writer says who repairs it. */
const regret =
  /\b(?:sorry|apolog\w+|my (?:mistake|bad|fault)|corrected|correction|fixed|repaired|should (?:be|have been)|(?:were|was|are|is) wrong|wrong (?:names?|natives?|events?|calls?)|you(?:['’]re| are) right|good catch|true|right|indeed)\b/iu;

/** Whether somebody complains of code that fails. */
export function reportsFailure(words: string): boolean {
  return failure.test(words.slice(0, LONGEST));
}

/** Whether an answer takes the one before it back. */
export function takesAnswerBack(words: string): boolean {
  return regret.test(words.slice(0, LONGEST));
}
