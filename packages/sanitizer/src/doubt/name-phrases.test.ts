import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { isSpokenAgainst } from "./name-phrases.ts";

let table: RuleTable;
beforeAll(() => {
  table = tableOf([callRule("SetClientHealth", "SetEntityHealth")]);
});

describe("a sentence that sets a reader against a name", () => {
  it.each([
    "Drop `SetClientHealth`.",
    "Get rid of `SetClientHealth`.",
    "Remove every call to `SetClientHealth`.",
    "Swap `SetClientHealth` for the entity version.",
    "Rename your `SetClientHealth(client, 5)` first.",
    "Change `SetClientHealth` to the entity version.",
    "Beware of `SetClientHealth`.",
    "Watch out for `SetClientHealth`.",
    "Stay away from `SetClientHealth`.",
    "Refrain from using `SetClientHealth`.",
    "`SetClientHealth` was quietly removed in 1.7.",
    "People often misremember it as `SetClientHealth`.",
    "It is easy to mix this up with `SetClientHealth`.",
    "You might be tempted to write `SetClientHealth`.",
    "A common pitfall is `SetClientHealth`.",
    "Line 12 has `SetClientHealth`; that is the culprit.",
    "`SetClientHealth` is imaginary.",
    "There used to be a `SetClientHealth`.",
    "Sorry, I wrote `SetClientHealth`.",
    "Earlier I suggested `SetClientHealth`; please disregard that.",
    "Whoever wrote `SetClientHealth` meant another native.",
    "The Source SDK has `SetClientHealth`; SourceMod wraps it.",
  ])("keeps it, and says so: %s", (sentence) => {
    const { text, hits } = sanitizeText(sentence, table);
    expect([text, hits.map(({ code }) => code)]).toEqual([sentence, ["doubtful"]]);
  });

  it.each([
    "Remove the weapon, then call `SetClientHealth`.",
    "If the client is not a bot, call `SetClientHealth`.",
    "Change the team away from spectators before `SetClientHealth` runs.",
    "Call `SetClientHealth` once the weapon was removed.",
    "Delete the timer and use `SetClientHealth` from then on.",
  ])("is none where something else is meant: %s", (sentence) => {
    expect(sanitizeText(sentence, table).text).toBe(sentence.replace("SetClientHealth", "SetEntityHealth"));
  });

  it("is about a whole name, and about a property only where it goes", () => {
    expect(isSpokenAgainst("Drop `GetRandomFloat`.", "RandomFloat")).toBe(false);
    expect(isSpokenAgainst("Change `m_flSpeed` to 2.0.", "m_flSpeed")).toBe(false);
    expect(isSpokenAgainst("Change `m_flSpeed` to the right property.", "m_flSpeed")).toBe(true);
  });
});
