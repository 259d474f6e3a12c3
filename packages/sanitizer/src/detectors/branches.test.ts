import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { meetingOf } from "./branches.ts";

/** What stands where the branches around `A` and `B` of a function meet. */
function metBefore(body: string): string | undefined {
  const view = new SourcePawnView(`void F() { ${body} }`);
  const meeting = meetingOf(view, view.occurrences("A")[0] as number, view.occurrences("B")[0] as number);
  return meeting === undefined ? undefined : view.text(meeting + 1);
}

describe("meetingOf()", () => {
  it.each([
    "if (x) A(); else B(); C();",
    "if (x) { A(); } else { B(); } C();",
    "if (x) { A(); } else B(y[0], z(1)); C();",
    "if (x) { A(); } else if (y) { B(); } else { D(); } C();",
    "if (x) A(); else if (y) B(); else D(); C();",
    "if (x) { D(); } else if (y) { A(); } else { B(); } C();",
    "if (x) { A(); } else if (y) { D(); } else { B(); } C();",
    "if (x) { A(); } else { if (y) { B(); } E(); } C();",
    "if (x) { if (y) { A(); } } else { for (;;) { B(); } } C();",
    "switch (x) { case 1: A(); case 2: B(); default: D(); } C();",
    "switch (x) { case 1: { A(); } case 2: { D(); } default: { B(); E(); } } C();",
  ])("of %j is before what follows the branches", (body) => {
    expect(metBefore(body)).toBe("C");
  });

  it.each([
    "A(); B();",
    "A(); if (x) B();",
    "A(); if (x) D(); else B();",
    "if (x) A(); B();",
    "if (x) A(); if (y) D(); else B();",
    "if (x) { A(); } else { D(); } B();",
    "if (x) { D(); } else { A(); B(); }",
    "if (x) D(); else { A(); if (y) B(); }",
    "if (x) { A(); return; } else { B(); }",
    "if (x) { if (y) { A(); return; } D(); } else { B(); }",
    "for (;;) { if (x) { A(); continue; } else B(); }",
    "switch (x) { case 1: { A(); return; } case 2: B(); }",
    "switch (x) { case 1: { A(); B(); } case 2: D(); }",
    "switch (x) { case 1: { D(); } case 2: { A(); E(); B(); } }",
    "A(); switch (x) { case 1: D(); case 2: B(); }",
  ])("knows that the branches do not meet, or that there are none: %j", (body) => {
    expect(metBefore(body)).toBeUndefined();
  });

  it("ends in whatever is left of code", () => {
    const pieces = fc.constantFrom(
      "if (x)",
      "else",
      "{",
      "}",
      "(",
      ")",
      "A();",
      "B();",
      "switch (x) {",
      "case 1:",
      "return;",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (chosen) => {
        const view = new SourcePawnView(`void F() { A(); ${chosen.join(" ")} B();`);
        for (const earlier of view.occurrences("A")) {
          for (const at of view.occurrences("B")) {
            expect(Number.isInteger(meetingOf(view, earlier, at) ?? at)).toBe(true);
          }
        }
      }),
    );
  });
});
