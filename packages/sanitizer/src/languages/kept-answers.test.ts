import { expect, it } from "@jest/globals";
import { SourcePawnView } from "./sourcepawn-view.ts";
import { askedOnce, askedOnceByName } from "./kept-answers.ts";

it("askedOnce() asks about each code once, however many of its places want to know", () => {
  const asked: string[] = [];
  const isLong = askedOnce((code) => {
    asked.push(code);
    return code.length > 1;
  });
  expect(["ab", "ab", "c", "c", "ab"].map((code) => isLong(code))).toEqual([true, true, false, false, true]);
  expect(asked).toEqual(["ab", "c", "ab"]);
});

it("askedOnceByName() asks about each name of each code once, also where the answer is no", () => {
  const asked: string[] = [];
  const isCalled = askedOnceByName((view: SourcePawnView, name) => {
    asked.push(name);
    return view.code.includes(`${name}(`);
  });
  const [one, other] = [new SourcePawnView("A();"), new SourcePawnView("B();")];
  const answers = [
    isCalled(one, "A"),
    isCalled(one, "B"),
    isCalled(other, "B"),
    isCalled(one, "B"),
    isCalled(one, "A"),
  ];
  expect(answers).toEqual([true, false, true, false, true]);
  expect(asked).toEqual(["A", "B", "B"]);
});

it("askedOnceByName() keeps that there is no answer", () => {
  let asked = 0;
  const placeOf = askedOnceByName((view: SourcePawnView, name) => {
    asked += 1;
    const place = view.code.indexOf(name);
    return place === -1 ? undefined : place;
  });
  const view = new SourcePawnView("A();");
  expect([placeOf(view, "B"), placeOf(view, "B"), placeOf(view, "A"), placeOf(view, "A")]).toEqual([
    undefined,
    undefined,
    0,
    0,
  ]);
  expect(asked).toBe(2);
});
