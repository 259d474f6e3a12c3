import { warnsAsRemark } from "./foreign-warnings.ts";
import { isShortJudgement } from "./short-judgement.ts";
import { judgeSentence, type Stance } from "./teaching.ts";
import { rightWords, takesBack, wrongClause, wrongSigns } from "./teaching-words.ts";
import { mentions } from "../texts/words.ts";

/** A sentence that begins by speaking of the block before it. */
const pointsBackward = /^\W*(?:this|that|it|the (?:code |snippet |example |version )?above|above)\b/iu;

/** What a sentence calls the names and the lines of code. */
const part =
  "(?:native|event|function|name|netprop|property|call|symbol|constant|method|forward|line|code|snippet|example|version|block|plugin)s?";

/** A sentence that disowns the block before it, without a name. */
const disowns = new RegExp(
  [
    `\\b(?:the|that|this|both|these|those|all|neither)\\s+(?:\\w+\\s+)?${part}(?:\\s+(?:above|here|there|names?))?\\s+(?:is|are|was|were)\\s+(?:\\w+ly\\s+)?(?:wrong|incorrect|broken|made up|invented|hallucinated|fake|bogus|not real|mistaken)\\b`,
    `\\b(?:the|that|this|these|those|such an?)\\s+${part}(?:\\s+above)?\\s+(?:does|do|did)(?:n['’]t| not) (?:exist|compile)\\b`,
    `\\b(?:none|neither|not all) of (?:that|this|these|those|them|it|the above)\\s+(?:is|are|was|were|exists?|works?|compiles?)\\b`,
    `^\\W*(?:do not|don['’]t|never)\\s+(?:copy|use|write|do|paste|compile)\\s+(?:this|that|it|them|these|the above)\\b(?!\\s+(?:from|in|on|while|when|before|after|twice|outside|inside|until|unless|if|for|during|more))|\\bwhat not to do\\b`,
    `\\bundefined symbols?\\b|\\bunknown native\\b|\\berror 0\\d\\d\\b|\\binvalid event\\b`,
    `\\b(?:spot|see|find)\\s+(?:the|what|all)\\b[^.]*\\b(?:mistakes?|errors?|bugs?|wrong|problems?)\\W*$`,
    `\\b(?:problem|mistake|error|bug|issue|culprit)s?\\s+(?:here\\s+)?(?:is|are|lies|sits)\\s+(?:in\\s+)?(?:the|that|its)\\s+(?:\\w+\\s+)?${part}\\b`,
    `\\b(?:this|that|it|which) (?:was|is) (?:my|a|the) (?:mistake|error|hallucination)\\b`,
    `^\\W*(?:←|<-+|\\^+|↑)\\s*(?:wrong|bad|incorrect|no\\b|does not|doesn)`,
  ].join("|"),
  "iu",
);

/** A sentence that begins by taking something back. */
const corrects =
  /^\W*(?:edit|update|correction|wait|oops|ooops|whoops|actually|hm+|sorry|my bad|hold on|on second thought|scratch that|i was wrong)\b/iu;
const corrected =
  /\b(?:wrong|incorrect|mistake\w*|exist\w*|real|made up|invented|called|named|available|instead|not|n['’]t)\b/iu;

/** What a judgement of the code before it speaks of. */
const ofBlock =
  /\b(?:this|that|these|those|it|both|neither|above|here|there|names?|natives?|events?|functions?|calls?|lines?|code|compiler|spcomp|hookevent|sourcepawn)\b/iu;

function isJudgement(sentence: string): boolean {
  const isBare = sentence.trim().split(/\s+/).length <= 3;
  return (isBare || ofBlock.test(sentence)) && !rightWords.test(sentence) && isShortJudgement(sentence);
}

/**
 * Judges the sentence that follows a block of code: `This is wrong, because RandomFloat does not exist.`
 *
 * @param isLeadIn Whether the sentence leads up to the next block, so that a sign in it is of that one.
 */
export function judgeAftermath(sentence: string, wrong: string, right: string | undefined, isLeadIn = false): Stance {
  if (sentence === "") return "uses";
  if (mentions(sentence, wrong)) {
    const stance = judgeSentence(sentence, wrong, right);
    // "Note: X does not exist" may be a lesson on its own, behind code that breaks it.
    return stance === "teaches" && !pointsBackward.test(sentence) ? "unclear" : stance;
  }
  if (takesBack.test(sentence) || warnsAsRemark(sentence)) return "unclear";
  if (corrects.test(sentence) && (corrected.test(sentence) || (right !== undefined && mentions(sentence, right))))
    return "unclear";
  if (isLeadIn) return "uses";
  if (disowns.test(sentence) || isJudgement(sentence) || (wrongSigns.test(sentence) && !rightWords.test(sentence)))
    return "unclear";
  return pointsBackward.test(sentence) && wrongClause.test(sentence) && !rightWords.test(sentence) ? "unclear" : "uses";
}
