import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { mayBeMemberOf } from "./member-glance.ts";

const adapter = createSourcePawnAdapter();
const types = new Set(["ConVar", "ArrayList"]);

/** What may declare `x`, or use it. */
const pieces = fc.constantFrom(
  "ConVar x;",
  "ConVar a, x;",
  "ConVar\n\tx;",
  "ConVar // the one\n\n\tx = y;",
  "ConVar /* the one */ x;",
  "ConVar:x = y;",
  "new ConVar:x;",
  "Handle x;",
  "Event x;",
  "Event a, x;",
  "ConVar x[4];",
  "ConVar[] x = new ConVar[3];",
  "static ConVar x;",
  'ConVar x = FindConVar("a");',
  "Handle x = CreateArray();",
  "ArrayList x = new ArrayList();",
  "ConVar a;",
  "// ConVar x",
  'PrintToServer("ConVar x");',
  "foo(x);",
  "foo(a, x);",
  "if (x) return;",
  "x = y;",
  "}\n\nvoid G(ConVar x)\n{",
  "}\n\nvoid G(Event x, ConVar &a)\n{",
  "}\n\nvoid G(ConVar &x)\n{",
  "}\n\nenum struct S\n{\n\tConVar x;\n}\n\nvoid H(S s)\n{\n\ts.x.GetInt();",
  "#define x ConVar",
);
const uses = fc.constantFrom(
  "x.GetInt();",
  "int v = x.GetInt();",
  "view_as<ConVar>(x).GetInt();",
  "x[0].GetInt();",
  'FindConVar("a").GetInt();',
  "this.GetInt();",
  "x . GetInt();",
);

describe("mayBeMemberOf()", () => {
  it("is false only where reading the code gives another type", () => {
    const code = fc
      .tuple(
        fc.array(pieces, { maxLength: 4 }),
        fc.array(pieces, { maxLength: 4 }),
        uses,
        fc.array(pieces, { maxLength: 2 }),
      )
      .map(([before, inside, use, behind]) => ({
        head: `${before.filter((piece) => !piece.startsWith("}")).join("\n")}\nvoid F()\n{\n\t${inside.join("\n\t")}\n\t`,
        use,
        tail: `\n\t${behind.join("\n\t")}\n}\n`,
      }));
    fc.assert(
      fc.property(code, ({ head, use, tail }) => {
        const at = head.length + use.indexOf("GetInt");
        const text = head + use + tail;
        if (mayBeMemberOf(text, at, types)) return;
        const view = adapter.view(text);
        const token = view.tokens.find(({ start }) => start === at);
        const type = token === undefined ? undefined : view.receiverAt(token.index);
        expect([text, types.has(type ?? "")]).toEqual([text, false]);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['void E(Event event)\n{\n\tint c = g_cv.IntValue;\n\tevent.GetInt("userid");\n}\nConVar g_cv;', false],
    ["ConVar g_cv;\nvoid E()\n{\n\tg_cv.GetInt();\n}", true],
    ["void E(KeyValues kv)\n{\n\tkv.GetInt();\n}", false],
  ])("of the last GetInt in %j is %p", (code, answer) => {
    expect(mayBeMemberOf(code, code.lastIndexOf("GetInt"), types)).toBe(answer);
  });
});
