import type { Rule, RuleToken } from "@tunewright/schema";

/** A fault of one rule, placed inside it. */
export interface PathFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What a name of a kind is in code. */
const tokensOf: Readonly<Partial<Record<Rule["match"]["kind"], readonly RuleToken[]>>> = {
  call: ["identifier", "preprocessor"],
  value: ["identifier", "preprocessor"],
  forward: ["identifier"],
  member: ["identifier", "preprocessor"],
  event: ["string", "preprocessor"],
  netprop: ["string", "preprocessor"],
  string: ["string", "preprocessor"],
};
/** Kinds whose names mean nothing in words: only code tells what they belong to. */
const onlyInCode: ReadonlySet<string> = new Set(["member", "forward", "detector"]);

/** Finds what a rule asks for that no place can ever meet, so that it would wait for ever and nobody would know why. */
export function findScopeFaults({ match, scope, fix }: Rule): PathFault[] {
  const faults: PathFault[] = [];
  const { kind } = match;
  if (onlyInCode.has(kind) && scope.parts.every((part) => part === "prose")) {
    const message = `a ${kind} is looked for in code alone; add code to the parts`;
    faults.push({ path: ["scope", "parts"], message });
  }
  const wanted = tokensOf[kind];
  const hasWords = !onlyInCode.has(kind) && scope.parts.some((part) => part !== "code");
  const isMet = (token: RuleToken): boolean =>
    wanted?.includes(token) === true || (token === "comment" && !onlyInCode.has(kind));
  if (wanted !== undefined && scope.tokens !== undefined && !hasWords && !scope.tokens.some(isMet)) {
    const message = `in code ${kind === "event" ? "an" : "a"} ${kind} stands as ${wanted[0] ?? ""}; add that to the tokens, or leave them out`;
    faults.push({ path: ["scope", "tokens"], message });
  }
  if (fix !== undefined && kind === "detector")
    faults.push({ path: ["fix"], message: "a detector only reports; leave the fix out" });
  if (fix?.dropCall === true && kind !== "call" && kind !== "member")
    faults.push({
      path: ["fix", "dropCall"],
      message: "only a call or a member can lose its brackets; leave dropCall out",
    });
  return faults;
}
