/**
 * Lines above a block of code after which the block may well be there for its mistake; whether it is cannot be told.
 *
 * A lead-in that quotes code, blames it, or says what is to become of it. None of them ever causes a change.
 */

import { isShortJudgement } from "./short-judgement.ts";
import { labelOf } from "./teaching.ts";
import { isOfCode } from "./teaching-words.ts";

const code =
  "code|lines?|calls?|block|part|snippet|version|draft|attempt|answer|reply|message|suggestion|plugin|example|try|post|question|output|response";
const fault =
  "mistakes?|errors?|(?:the|a|one|two|my|your) bugs?|typos?|pitfalls?|gotchas?|trap|myths?|misconceptions?|culprits?|faults?|misspellings?";
const author =
  "beginners?|novices?|newcomers?|models?|llms?|ais?|bots?|chatbots?|assistants?|forums?|posts?|wikis?|tutorials?|guides?|users?|students?|plugin authors?";
const machine = "compiler|spcomp|server|log|console|sourcemod|parser|linter";

/** One pattern each: to compile them as one takes twice as long, which every run would pay, and hardly any line is asked about twice. */
const suspicious = patterns([
  // "Instead of", "Replace" and their like end where the block begins.
  `^\\W*(?:instead of|rather than) (?:writing|using|calling|doing|hooking|typing|this|that|these|the \\w+)\\W*$`,
  // A quiz: what stands under `A)` may be any of its answers.
  `^\\W*\\(?[A-E][).]\\W*$`,
  `\\b(?:tempt(?:ing|ed)|easy to (?:write|think|assume)|(?:people|plugins|models|beginners|newcomers|llms?|ais?|assistants?|chatbots?|chatgpt|copilot)(?: (?:often|usually|sometimes|commonly|frequently|will|may|might|tend to|like to|love to)){1,2} (?:write|use|call|try|hallucinate|invent|make up|generate|produce|suggest)|(?:looks|seems) (?:right|correct|fine|plausible))\\b`,
  `^\\W*(?:instead of|rather than|replace|change|rename|from|in place of|anstatt|statt|au lieu de|en lugar de)\\W*$`,
  `\\b(?:find|spot|locate|identify|name|guess)\\s+(?:the|all|every|\\w+)\\s+(?:\\w+\\s+)?(?:bugs?|mistakes?|errors?|problems?|faults?)`,
  `\\bwhat\\b[^.]*\\b(?:wrong|happens(?! (?:when|if|to|on|after|before|in|once)\\b)|mistake|problem)\\b[^.]*[?:]|\\b(?:this|that|the following)\\s+(?:code|snippet|plugin|example|line|call)\\b[^.]*\\?\\W*$`,
  `\\b(?:this|these|it|both(?: of (?:these|them))?|(?:all|each|none|neither|any) of (?:these|them)|the following(?: \\w+)?|the (?:code|snippet|call|line)s? (?:below|above))\\s+(?:will |would |may |can )?(?:fails?|throws?|crash(?:es)?|breaks?|errors? out|is broken|are broken|is flawed|gives? an? error)`,
  `\\b(?:broken|buggy|faulty|flawed|failing|offending|suspicious|hallucinated|invented|made-up|imaginary|fictitious|non-?existent)\\s+(?:code|calls?|versions?|lines?|parts?|snippets?|examples?|ones?|attempts?|plugins?|functions?|natives?|events?|names?|test cases?)\\b`,
  `\\b(?:problem|error|bug|mistake|issue|culprit|fault)s?\\b[^.:]*\\b(?:is|are|lies?|comes?|sits?)\\b(?!\\s+(?:fixed|solved|gone|handled|corrected|mended))[^.:]*\\b(?:lines?|here|code|calls?|block|part|snippet|this|these)\\W*$`,
  `\\b(?:code|lines?|calls?|part|snippet|version)\\s+(?:that|which)\\s+(?:caus\\w+|triggers?|triggered|gave|gives|produced?|led)\\b[^:]*\\b(?:errors?|crash\\w*|problems?|warnings?)`,
  // What is to become of it, and of code like it.
  `^\\W*(?:(?:this|these|what|lines?|code)\\s+)?(?:to be|must be|should be|has to be|have to be|needs? to be|needs?|requires?)\\s+(?:removed|replaced|changed|fixed|fixing|correct\\w*|deleted|repaired|rewritten)\\W*$`,
  `^\\W*(?:\\w+\\s+)?(?:lines?|code|calls?|parts?)\\s+to\\s+(?:remove|replace|delete|change|fix|correct|drop)\\W*$`,
  `^\\W*(?:if|when|whenever|wherever)\\s+(?:you|your \\w+|a plugin|somebody|someone|a file)\\s+(?:\\w+\\s+)?(?:sees?|finds?|spots?|encounters?|notices?|contains?|come across)\\b[^:]*\\b(?:this|these|following|like)\\b[^:]*:`,
  `^\\W*not\\s+(?:recommended|valid|real|correct|right|ok|okay|good|working|fine|sourcepawn|a real \\w+)\\W*$|^\\W*(?:no|less) good\\W*$`,
  `\\bundefined symbol\\b|\\bunknown native\\b|\\bdoes not compile\\b`,
]);

/** "Replace this:" shows the old form, "Replace it with this:" the new one; "Remove all witches:" is no matter of code. */
const replacing =
  /^\W*(?:replace|swap|rename|remove|delete|drop|change)\b(?![^:]*\b(?:with|by|to|into|so|as follows|like|add|write|use|put|insert|paste)\b)[^:]*:\W*$/iu;

/** More of them, which a line that promises the right form, or tells where to put the code, does not mean. */
const quoting = patterns([
  // Whose it is: "My earlier answer had", "Earlier I suggested", "From your plugin", "First attempt".
  `\\b(?:my|your|our|their|his|her|the user['’]s)\\s+(?:own\\s+)?(?:very\\s+)?(?:first|earlier|previous|last|initial|former|original|old|current|existing)\\s+(?:\\w+\\s+)?(?:${code})\\b`,
  `\\b(?:i|you|we|they|he|she|somebody|someone|the user)\\s+(?:(?:just|previously|originally|first|earlier|once|had)\\s+)?(?:wrote|posted|sent|suggested|pasted|showed|quoted|had|have|asked about|gave(?: you| me)?)(?:\\s+(?:this|that|these|before|earlier|above|me|now)|\\s+(?:this|that|the)\\s+(?:${code}))*\\W*$`,
  `^\\W*(?:from|quoting|regarding|about|concerning|re:)\\s+(?:(?:this|that|the)\\s+)?(?:your|${code})\\b[^.:]*\\W*$`,
  `^\\W*(?:(?!second|third|next|last|another|new|final)\\w+\\s+)?attempt(?:\\s+(?:#?\\d+|one|two|three))?\\W*(?:\\([^)]*\\)\\W*)?$`,
  `^\\W*(?:ignore|scratch|forget|disregard|discard)\\b[^.:]*\\b(?:${code})\\W*$`,
  `^\\W*(?:imagine|suppose|assume|pretend|say)\\b[^.:]*\\b(?:wrote|writes|write|has|have|had|posts?|uses?)(?:\\s+(?:this|the following))?\\W*$`,
  // What it is: "The mistake", "Pitfall", "Input (with mistakes)".
  `^(?!.*\\b(?:fix\\w*|prevent\\w*|avoid\\w*|handl\\w*|catch\\w*|without|no|on|if|repair\\w*|solv\\w*|remov\\w*|report\\w*)\\b)(?:\\S+\\s+){0,6}\\W*(?:${fault})\\W*$`,
  `\\bbug report\\W*$|\\brepro(?:duction|duce|ducer)?\\b[^:]*\\b(?:${fault})\\b`,
  `\\b(?:with|contains?|has|have|had)\\s+(?:(?:the|an?|some|two|three|several|many)\\s+)?(?:\\w+\\s+)?(?:${fault})\\W*$`,
  // "No." answers a question.
  `^[^\\p{L}]*(?:nope|no)\\s*[:：]?[*_]*$`,
  `^\\W*(?:un(?:fixed|corrected|patched|repaired)|vulnerable|insecure|misspelled|mistyped|error-prone|worse|as-?is|(?:reader,? )?beware(?: of (?:this|these))?|watch out for (?:this|these)(?: code)?|(?:(?:code|state|diff) )before)\\W*$`,
  `\\bthe following (?:\\w+ )?(?:is|are) (?:wrong|incorrect|bad|invalid|broken)\\b`,
  `^\\W*(?:here(?:['’]s| is)\\s+)?(?:the way|how|as|what)\\s+(?:it|this|that)\\s+(?:was|is now|used to be|looked)\\b(?:\\s+(?:before|in\\s+(?:the\\s+)?(?:version|v|release|old|first)\\b[^:]*))?\\W*$`,
  // Who complains of it.
  `\\b(?:${machine})\\b[^.:]*\\b(?:complains?|rejects?|refuses?|throws?|warns?|logs? an? \\w+|prints? an? error|chokes?|dislikes?)\\b`,
  // Who writes so, and where it comes from.
  `\\b(?:an?|some|the|another|one|every|most|many)\\s+(?:(?!right|correct)\\w+\\s+)?(?:${author})\\b[^.:]*\\b(?:wrote|writes?|posted|posts?|says|said|shows?|showed|produced?|generated?|suggest(?:s|ed)?|g[ai]ves?)\\b[^.:]*\\W*$|^\\W*(?:someone|somebody)\\b[^.:]*\\b(?:wrote|writes|posted|suggested|showed)\\W*$`,
  `^\\W*(?:generated|written|produced|suggested|invented)\\s+by\\s+(?:an?\\s+|the\\s+|some\\s+)?(?:\\w+\\s+)?(?:${author}|chatgpt|gpt\\S*|copilot|claude|gemini)\\b|^\\W*(?:copied|taken|pasted)\\s+from\\b[^.:]*\\b(?:old|broken|forum|wiki|bug)\\b|\\boutput of (?:the|an?) (?:${author})\\b`,
  `^\\W*(?:their|student(?:['’]s)?|user(?:['’]s)?|someone(?:['’]s)?|model(?:['’]s)?|(?:(?:my|a|the|your|first|rough)\\s+)*draft)\\b(?:\\s+(?:${code}))?\\W*(?:\\([^)]*\\)\\W*)?$|^\\W*your\\s+(?:patch|diff|commit|pr|pull request|change)s?\\s+(?:contains?|adds?|has|have|uses?)\\W*$`,
  // What it is not.
  `^(?!\\W*(?:if|when|while|unless|until|check|whether|where|in case|for|only|once|after)\\b)(?:\\S+\\s+){1,6}(?:is|are|was|were)\\s+(?:(?:all|both|\\w+ly)\\s+)?(?:wrong|incorrect|invented|hallucinated|made up|fake|bogus|imaginary|(?:an?\\s+)?mistakes?|not (?:real|valid|right|correct))\\W*$`,
  `\\b(?:none|neither|all|both|each|any|some) of (?:these|them|those)\\s+(?:\\w+\\s+)?(?:exists?|works?|compiles?|fails?)\\W*$`,
  `\\b(?:(?:should|must|can|may)\\s*(?:not|n['’]t)|cannot)\\s+(?:be\\s+)?(?:use|used|write|written|do|done|call|called|copy|copied|hook|hooked|appear|exist|work|compile)\\W*$`,
  `^\\W*(?:the\\s+)?(?:prohibited|forbidden|banned|disallowed|red flags?|smells?|code smells?|regression|unknown (?:events?|natives?|symbols?|functions?)|undefined (?:symbols?|functions?|natives?))\\W*$`,
  `^(?!\\W*(?:if|when|while|unless|until|in case|should|once|on)\\b)(?:\\S+\\s+){0,4}fails?(?:\\s+with\\b[^.]*)?\\W*$|\\bslipped\\s+(?:in|into|through)\\b`,
  `有问题|有問題|旧的|舊的|バグ|問題のある|문제가? 있는`,
]);

/** A line that tells where the code goes, or what to do with it. */
const placing =
  /(?:^\W*|[,;]\s*|\b(?:to|and|then|can|should|must|just|simply)\s+)(?:add|put|use|write|paste|insert|hook|place|include|call|try|do)\b[^,;.]*$|\b(?:with|by|becomes?)\W*$/iu;

/** A longer line is no lead-in; some of the patterns would take the square of its length. */
const LONGEST_LINE = 2000;
/** What is longer says more than whose the code is. */
const LONGEST_LABEL = 400;

/** Answers of {@link isSuspicious}; the same few lines lead up to most blocks of code. */
const suspects = new Map<string, boolean>();

/**
 * Whether a line above a block of code makes it suspect.
 *
 * @param isRight Whether the line promises the right form.
 */
export function isSuspicious(line: string, isRight: boolean): boolean {
  let is = suspects.get(line);
  if (is === undefined) {
    const words = line.replace(/^(?:\s*(?:[-*+>]|\d+[.)])\s+)+/, "").replace(/\*+|(?<!\w)_+|_+(?!\w)/g, "");
    is =
      line.length <= LONGEST_LINE &&
      (suspicious.some((pattern) => pattern.test(line)) ||
        (replacing.test(line) && isOfCode(line)) ||
        (!isRight &&
          words.length <= LONGEST_LABEL &&
          (quoting.some((pattern) => pattern.test(words)) || isJudgement(words)) &&
          !placing.test(words)));
    if (suspects.size >= 4096) suspects.clear();
    suspects.set(line, is);
  }
  return is;
}

/** Whether a line only judges: what is said last counts, a whole sentence says more, and one that names code is about that name. */
function isJudgement(words: string): boolean {
  const last = words.split(/(?<=[.!?])\s+/).at(-1) ?? words;
  if (last.includes("`") || /\s\S+\s\S+\s\S+[.!]$/.test(last)) return false;
  return isShortJudgement(last) && labelOf(words) === "uses";
}

function patterns(sources: readonly string[]): readonly RegExp[] {
  return sources.map((source) => new RegExp(source, "iu"));
}
