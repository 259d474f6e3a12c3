import { expect, it } from "@jest/globals";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";
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
  const isCalled = askedOnceByName((view, name) => {
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
