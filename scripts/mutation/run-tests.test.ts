import { describe, expect, it } from "@jest/globals";
import type { Block, Test, TestFile } from "./load-tests.ts";
import { runTests } from "./run-tests.ts";

const ran: string[] = [];

/** A file with an outer and an inner block; `a` and `b` stand in the inner one. */
function fileWith(fail: (step: string) => unknown): TestFile {
  ran.length = 0;
  const step = (name: string) => (): unknown => {
    ran.push(name);
    return fail(name);
  };
  const hooks = (name: string): unknown[] =>
    ["beforeAll", "beforeEach", "afterEach", "afterAll"].map((type) => ({ type, fn: step(`${type} ${name}`) }));
  const root = { type: "describeBlock", hooks: hooks("outer"), parent: undefined, children: [] } as unknown as Block;
  const inner = { type: "describeBlock", hooks: hooks("inner"), parent: root, children: [] } as unknown as Block;
  const tests = ["a", "b"].map((name) => ({ type: "test", fn: step(name), parent: inner }) as unknown as Test);
  root.children.push(inner);
  inner.children.push(...tests);
  return { root, tests };
}

const broken = new Error("broken");

describe("runTests()", () => {
  it("runs tests in their order within their hooks", async () => {
    expect(await runTests(fileWith(() => undefined))).toEqual([]);
    const each = (name: string): string[] => [
      "beforeEach outer",
      "beforeEach inner",
      name,
      "afterEach inner",
      "afterEach outer",
    ];
    expect(ran).toEqual([
      "beforeAll outer",
      "beforeAll inner",
      ...each("a"),
      ...each("b"),
      "afterAll inner",
      "afterAll outer",
    ]);
  });

  it("runs only what is wanted, and no hook of a block without it", async () => {
    const file = fileWith(() => undefined);
    await runTests(file, { only: new Set() });
    expect(ran).toEqual([]);
    await runTests(file, { only: new Set(file.tests.slice(1)) });
    expect(ran.filter((name) => name.length === 1)).toEqual(["b"]);
  });

  it("stops at the first failure, and still cleans up", async () => {
    const file = fileWith((step) => (step === "a" ? Promise.reject(broken) : undefined));
    expect(await runTests(file, { bail: true })).toEqual([{ test: file.tests[0], error: broken, isOpen: false }]);
    expect(ran.slice(-5)).toEqual(["a", "afterEach inner", "afterEach outer", "afterAll inner", "afterAll outer"]);
  });

  it("fails all tests of a block whose hook fails", async () => {
    const file = fileWith((step) => {
      if (step === "beforeAll inner") throw broken;
    });
    expect((await runTests(file)).map(({ test }) => test)).toEqual(file.tests);
    expect(ran).not.toContain("a");
  });

  it("fails a test that never ends, and says that it is open", async () => {
    const file = fileWith((step) => (step === "a" ? new Promise(() => {}) : undefined));
    const [failure] = await runTests(file, { bail: true, mostMs: 1 });
    expect(failure).toMatchObject({ test: file.tests[0], isOpen: true });
  });
});
