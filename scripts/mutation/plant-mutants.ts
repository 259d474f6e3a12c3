import type { Mutant } from "./make-mutants.ts";

/** Name of the global function that says whether a mutant is on; see {@link installSwitch}. */
export const SWITCH = "$mutant";

/**
 * Plants mutants in their source, each behind a switch: one text that is parsed once, whichever of them is on.
 *
 * `a < b` becomes `($mutant(7) ? (a) <= (b) : a < b)`. Inside what a mutant puts there, no other is planted: only one is ever on.
 *
 * @param source Text of the file.
 * @param mutants All of this file, from {@link makeMutants}.
 * @param firstId Number of the first; the others follow on.
 */
export function plantMutants(source: string, mutants: readonly Mutant[], firstId: number): string {
  const numbered = mutants.map((mutant, index) => ({ ...mutant, id: firstId + index }));
  // Outer before inner; those in the same place stand together.
  numbered.sort((left, right) => left.start - right.start || right.end - left.end || left.id - right.id);
  let next = 0;
  const between = (start: number, end: number): string => {
    let text = "";
    let at = start;
    for (let first = numbered[next]; first !== undefined && first.start < end; first = numbered[next]) {
      text += source.slice(at, first.start);
      const here = numbered.filter(
        (mutant) => mutant.start === first.start && mutant.end === first.end && mutant.kind === first.kind,
      );
      next += here.length;
      text += switched(here, between(first.start, first.end));
      at = first.end;
    }
    return text + source.slice(at, end);
  };
  return between(0, source.length);
}

function switched(here: readonly (Mutant & { readonly id: number })[], kept: string): string {
  return here.reduceRight(
    (rest, { id, kind, text }) =>
      kind === "statement" ? `{ if (!${SWITCH}(${id})) { ${rest} } }` : `(${SWITCH}(${id}) ? (${text}) : ${rest})`,
    here[0]?.kind === "statement" ? kept : `(${kept})`,
  );
}
