import * as z from "zod";
import { chatRoles } from "../examples/chat-example.ts";
import { findingSeveritySchema } from "../issue.ts";

const oneOrMore = (item: z.ZodType<string>) =>
  z.union([item.transform((value) => [value]), z.array(item).min(1)]).pipe(z.array(z.string()));
const names = oneOrMore(z.string().min(1));

/** Where a rule looks inside a message. */
export const rulePartSchema = z.enum(["code", "inline", "prose"]);
/** `code` is a fence or bare code, `inline` a code span of Markdown, `prose` all the rest. */
export type RulePart = z.infer<typeof rulePartSchema>;

/** What a rule may touch inside code. */
export const ruleTokenSchema = z.enum(["identifier", "string", "comment", "preprocessor"]);
/** What a rule may touch inside code. */
export type RuleToken = z.infer<typeof ruleTokenSchema>;

/**
 * A condition on the call that holds the name.
 *
 * Positions of arguments count from 1.
 */
export const ruleConditionSchema = z.union([
  /** The argument is one of these texts, spaces aside. */
  z.strictObject({ argument: z.int().positive(), equals: names }),
  /** The argument is what the language adapter can tell: SourcePawn's knows `client`. */
  z.strictObject({ argument: z.int().positive(), is: z.string().min(1) }),
  /** The call has exactly so many arguments. */
  z.strictObject({ count: z.int().nonnegative() }),
]);
/** A condition on the call that holds the name. */
export type RuleCondition = z.infer<typeof ruleConditionSchema>;

const where = z.array(ruleConditionSchema).default([]);
const places = z.array(z.strictObject({ call: names, argument: z.int().positive() })).min(1);

/**
 * What a rule looks for.
 *
 * | kind | the name stands as |
 * | --- | --- |
 * | `call` | a function that is called, or handed on as a function |
 * | `value` | an identifier that is not called: a constant, a flag, a type |
 * | `forward` | a public function that the game never calls; its own use as a callback makes it legal |
 * | `member` | a method or a property of one of the types `of`; in a language that a pack describes, behind one of these names and a dot |
 * | `event`, `netprop` | a string literal where the language takes an event or a property |
 * | `string` | a whole string literal as an argument of the calls `in` |
 * | `pattern` | text that a regular expression matches |
 * | `detector` | whatever a scanner of the language adapter finds |
 *
 * A name that the code itself defines never matches.
 */
export const ruleMatchSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("call"), name: names, where }),
  /** A call that `in` names takes the name only as that argument; as another one it is something else, as a callback. */
  z.strictObject({ kind: z.literal("value"), name: names, in: places.optional() }),
  z.strictObject({ kind: z.literal("forward"), name: names }),
  z.strictObject({ kind: z.literal("member"), of: names, name: names, where }),
  z.strictObject({ kind: z.literal("event"), name: names, where }),
  z.strictObject({ kind: z.literal("netprop"), name: names, where }),
  z.strictObject({
    kind: z.literal("string"),
    name: names,
    in: places,
    where,
  }),
  z.strictObject({
    kind: z.literal("pattern"),
    pattern: z.string().min(1),
    flags: z
      .string()
      .regex(/^[imsu]*$/, "only the flags i, m, s and u are allowed; remove the others")
      .default(""),
    /** Texts, one of which is in every match: lets the sanitizer pass by records that have none. */
    literals: names.optional(),
  }),
  z.strictObject({
    kind: z.literal("detector"),
    detector: z.string().min(1),
    options: z.record(z.string(), z.unknown()).default({}),
  }),
]);
/** What a rule looks for. */
export type RuleMatch = z.infer<typeof ruleMatchSchema>;

/**
 * What is written instead. A plain string renames; the object form can also change the call around the name.
 */
export const ruleFixSchema = z.union([
  z
    .string()
    .min(1)
    .transform((name) => ({ name, dropCall: false })),
  z.strictObject({
    name: z.string().min(1),
    /** `cv.GetFloat()` becomes `cv.FloatValue`: only where the call has no arguments. */
    dropCall: z.boolean().default(false),
  }),
]);
/** What is written instead. */
export type RuleFix = z.infer<typeof ruleFixSchema>;

/**
 * An example inside a rule; all examples are the rule's tests.
 *
 * `before` with `after` must change, `keep` must not, and `report` must not change but give a finding.
 * The text is code of the rule's language unless `as` says that it is a whole message in Markdown.
 */
export const ruleExampleSchema = z.union([
  z.strictObject({ before: z.string(), after: z.string(), as: z.enum(["code", "message"]).default("code") }),
  z.strictObject({ keep: z.string(), as: z.enum(["code", "message"]).default("code") }),
  z.strictObject({ report: z.string(), as: z.enum(["code", "message"]).default("code") }),
]);
/** An example inside a rule. */
export type RuleExample = z.infer<typeof ruleExampleSchema>;

/** One rule of a pack. */
export const ruleSchema = z.strictObject({
  /** Unique over all packs of a run, in kebab case. */
  id: z.string().regex(/^[a-z0-9]+(?:[-/.][a-z0-9]+)*$/, "Use lower case words joined by hyphens."),
  /** The language adapter that reads the code. Falls back to the pack's. */
  language: z.string().min(1).optional(),
  category: z.enum(["wrong-api", "deprecated", "security", "style"]).default("wrong-api"),
  severity: findingSeveritySchema.default("error"),
  /** One sentence for the user: what is wrong and what is right. */
  message: z.string().min(1),
  /** Why, where to read on, what to take care of. */
  note: z.string().optional(),
  scope: z
    .strictObject({
      roles: z.array(z.enum(chatRoles)).min(1).default(["assistant"]),
      parts: z.array(rulePartSchema).min(1).default(["code", "inline"]),
      /** Left out, the tokens that the kind of match implies. */
      tokens: z.array(ruleTokenSchema).min(1).optional(),
      /** A bare name in prose, a comment or a code span counts only in a sentence with one of these words. */
      near: z.array(z.string().min(1)).optional(),
      /** Includes, as written in code, whose presence says that the code is for another game. */
      unlessIncludes: names.optional(),
      /** Why the wrong name may be a real one elsewhere. Without it, a rule whose name the API index knows is refused. */
      because: z.string().min(1).optional(),
    })
    .prefault({}),
  match: ruleMatchSchema,
  /** Absent when there is no equivalent: the rule only reports. */
  fix: ruleFixSchema.optional(),
  /**
   * The wrong name is known to be in no library at all. Otherwise a snippet with an include that the API index does not
   * know holds the fix back, since the name could come from there. A `.sp` file is no library but the plugin's own, and holds it back
   * all the same.
   */
  nowhere: z.boolean().default(false),
  /** Works, but is marked deprecated: reported, and rewritten only when the run asks for it. */
  deprecated: z.boolean().default(false),
  /** Among rules that claim the same span the highest wins; two of the same priority are refused. */
  priority: z.int().default(0),
  url: z.url().optional(),
  examples: z.array(ruleExampleSchema).min(1),
});
/** One rule of a pack, with its defaults filled in. */
export type Rule = z.infer<typeof ruleSchema>;
/** One rule as it is written. */
export type RuleInput = z.input<typeof ruleSchema>;

const pattern = z.string().min(1).refine(isRegExp, { error: "It is no regular expression" });

function isRegExp(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A language as a pack describes it: only the look of its tokens, by regular expressions without flags. Enough for rules of the kinds
 * `call`, `value`, `member`, `string` and `pattern`.
 */
export const packLanguageSchema = z.strictObject({
  /** The name that rules use as `language`. */
  id: z.string().min(1),
  /** Info strings of Markdown fences, in lower case. */
  fences: z.array(z.string().regex(/^[^\sA-Z`]+$/, "Write the info string of a fence in lower case")).min(1),
  /** Matches one comment. */
  comment: pattern,
  /** Matches one string literal, its quotes included. */
  string: pattern,
  /** Matches one name; left out, a letter or `_`, then letters, digits and `_`. */
  name: pattern.optional(),
  /** Matches the word before a name that is defined there, as `\\b(?:def|class)`. */
  definition: pattern.optional(),
  /**
   * Matches what stands behind a name that is defined there, as `=(?!=)` where code defines what it assigns to. Inside brackets it names an
   * argument instead, and a member is nobody's definition.
   */
  assignment: pattern.optional(),
});
/** A language as a pack describes it. */
export type PackLanguage = z.infer<typeof packLanguageSchema>;

/** A file of rules. */
export const rulePackSchema = z.strictObject({
  version: z.literal(1),
  /** Name of the pack. */
  pack: z.string().min(1),
  /** Language of every rule that names none. */
  language: z.string().min(1).default("sourcepawn"),
  description: z.string().optional(),
  /** Languages that this pack describes by the look of their tokens. */
  languages: z.array(packLanguageSchema).optional(),
  rules: z.array(ruleSchema).min(1),
});
/** A file of rules, with its defaults filled in. */
export type RulePack = z.infer<typeof rulePackSchema>;
/** A file of rules as it is written. */
export type RulePackInput = z.input<typeof rulePackSchema>;
