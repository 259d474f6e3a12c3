import { isOfCode } from "./teaching-words.ts";

/** Words that judge code, in whatever order they stand in a few words: `Made up by the model`, `The compiler stops here`. */
const judges = new RegExp(
  [
    `\\b(?:wrong|wrongly|incorrect|mistakes?|mistaken|misspell?ed|misspelling|misspelt|bogus|phantom|counter-?examples?|nonsense|garbage|gibberish|fantasy|imaginary|fictitious|hallucinat\\w*|regress\\w*|poison\\w*|unsanitized|untrained|straw ?man|dubious|questionable|uncompilable|invented|thin air)\\b`,
    `\\bmade\\s+(?:\\w+\\s+){0,2}up\\b|\\bnegative examples?\\b|\\bdirty data\\b|\\bpseudo-?code\\b|\\bfake (?:natives?|api)\\b|\\bplaceholder (?:names?|natives?|events?)\\b`,
    `\\b(?:not|neither|nor|never|no|isn['’]t|aren['’]t)\\s+(?:\\w+\\s+)?(?:valid|real|right|correct|compiling|sourcepawn|sure|checked)\\b`,
    `\\b(?:do(?:es)?(?: not|n['’]t)|won['’]t|will not|cannot|can['’]t)\\s+(?:compile|exist|link|build|hook anything)\\b|\\b(?:never|nothing)\\s+(?:fires|compiles|hooks)\\W*$|\\bhooks nothing\\b`,
    `\\bneither\\b[^.]*\\bexists?\\b|\\bno (?:native|event|function|netprop)\\b|\\b(?:native|event|function|netprop)s?\\s+(?:is\\s+)?(?:missing|unknown)\\b|\\b(?:unknown|missing)\\s+(?:to\\s+(?:spcomp|the compiler|sourcemod)|natives?|events?|functions?)\\b|\\bnot in \\w+\\.inc\\b|\\bremoved from (?:sourcemod|sm)\\b`,
    `\\b(?:v|version )\\d+(?:['’]s)?\\s+(?:wrote|said|produced|answered|gave|output)|\\b(?:model|llm|ai)(?:['’]s)?\\s+(?:\\w+\\s+)?(?:output|answer|completion|wrote|made)\\b|\\b(?:rejected|losing|bad|regressed|poisoned)\\s+(?:completion|answer|example|sample)s?\\b`,
    `\\b(?:names?|natives?|events?|calls?|lines?|code)\\s+(?:\\w+\\s+)?(?:needs?|must|has|have|ought)\\s+(?:to\\s+)?(?:be\\s+)?(?:fix\\w*|replaced?|corrected|repaired|changed|renamed)\\b|\\bthis needs (?:fixing|correcting|repair)\\b|\\breplace the (?:native|event|function|name|call)s?\\b`,
    `\\bhere is the (?:bug|mistake|error)\\b|\\bthis is the (?:bug|mistake|error)\\b|\\b(?:bug|error)s? (?:is|are) (?:in )?(?:there|here|in it)\\b|\\b(?:two|three|one|some|several) (?:errors?|bugs?) (?:in|are)\\b`,
    `\\b(?:compiler|spcomp)\\s+(?:stops|fails|balks|says no)\\b|\\b(?:hookevent|it|this|that)\\s+fails\\b[^.]*\\b(?:name|native|event|since|because)\\b|\\bthrows at load\\b`,
  ].join("|"),
  "iu",
);

/** The same said in one word or two, with nothing else in the line. */
const judgesAlone =
  /^[^\p{L}]*(?:(?:please\s+)?(?:disregard|ignore|strike|scratch)\s+(?:that|this|it|these|(?:the\s+)?(?:block|code|snippet)(?:\s+above)?)|invalid|illegal|nope|bad|fails?|failed(?:\s+test)?|fails the \w+|breaks?|breaks the build|broken|ko|suspects?|(?:my\s+)?guess(?:\s+was)?|(?:things\s+|code\s+)?to avoid|do not copy|don['’]t copy|no effect|dead hook|silent failure|silently does nothing|score (?:0|zero)|flagged(?:\s+by\b.*)?|(?:found\s+in|(?:a\s+)?sample\s+\d*\s*from)\s+the\s+(?:data ?set|corpus|training data)|raw(?:,\s*\w+)?|(?:that|this) was the regression|where it (?:goes wrong|breaks|fails)|the line that (?:breaks|fails)|unchecked(?:\s+names?)?)\W*$/iu;

/** What makes a few words speak of something that was bad and is not, or of what the program does about it. */
const isAnother =
  /\b(?:fix(?:es|ed)?\s+(?:the|a|an|for|wrong)|prevent\w*|avoid(?:s|ing|ed)?\s+\w|without|no longer|handl\w*|if|when|repair\w*|catch\w*|log\w*|skip\w*|bugfix\w*|corrects\b|corrected (?:the|version)\b|removes?|removing|no (?:mistakes?|errors?|bugs?))\b/iu;

/** A word that each of these has: most texts are done with here. */
const hint =
  /wrong|incorrect|mist|spel|bogus|phantom|counter|nonsense|garbage|gibber|fantasy|imagin|fictit|halluc|regress|poison|unsan|untrain|straw|dubious|question|compil|invent|thin air|made|negative|dirty|pseudo|fake|placeholder|valid|real|right|sourcepawn|sure|check|exist|link|build|fires|hook|native|event|function|netprop|unknown|missing|\.inc\b|removed|\bv\d|version|model|llm|\bai\b|reject|losing|bad|need|must|replace|bug|error|spcomp|fail|throws|disregard|ignore|strike|scratch|nope|break|broke|\bko\b|suspect|guess|avoid|copy|effect|dead|silent|score|flag|data ?set|corpus|training|\braw\b|where/i;

/** So many words are a few. */
const FEW_WORDS = 9;

/**
 * Whether a few words beside code judge it, whatever the words. A longer text has to be read for what it says.
 *
 * @param text A line above code, a comment, or the sentence behind a block.
 */
export function isShortJudgement(text: string): boolean {
  if (text.length > 90 || !hint.test(text)) return false;
  if (judgesAlone.test(text)) return true;
  if (!judges.test(text) || isAnother.test(text)) return false;
  return text.trim().split(/\s+/).length <= FEW_WORDS && isOfCode(text);
}
