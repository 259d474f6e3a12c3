import { describe, expect, it } from "@jest/globals";
import { chooseProvider } from "./choose-provider.ts";
import { needSetting } from "./provider-settings.ts";
import { suffixOf } from "./plan-of-config.ts";

describe("chooseProvider()", () => {
  const key = { OPENAI_API_KEY: "sk-none" };
  it.each([
    { what: "nothing", wish: {}, env: {}, expected: { name: "local", baseUrl: undefined } },
    { what: "an empty key", wish: {}, env: { OPENAI_API_KEY: "" }, expected: { name: "local" } },
    { what: "a key", wish: {}, env: key, expected: { name: "openai", baseUrl: undefined } },
    { what: "a flag over a key", wish: { provider: "export" }, env: key, expected: { name: "export" } },
    {
      what: "a flag over the config",
      wish: { provider: "local", configured: { provider: "azure" } },
      env: key,
      expected: { name: "local" },
    },
    {
      what: "the config over a key",
      wish: { configured: { provider: "together" } },
      env: key,
      expected: { name: "together" },
    },
    {
      what: "a base URL",
      wish: { baseUrl: "http://h/v1" },
      env: {},
      expected: { name: "openai", baseUrl: "http://h/v1" },
    },
    {
      what: "a base URL with blanks around it",
      wish: { baseUrl: " http://h/v1 " },
      env: {},
      expected: { name: "openai", baseUrl: "http://h/v1" },
    },
    {
      what: "a base URL of the environment over that of the config",
      wish: { configured: { baseUrl: "http://config/v1" } },
      env: { OPENAI_BASE_URL: "http://env/v1" },
      expected: { name: "openai", baseUrl: "http://env/v1" },
    },
    {
      what: "another provider, which OPENAI_BASE_URL is not for",
      wish: { provider: "fireworks" },
      env: { OPENAI_BASE_URL: "http://env/v1" },
      expected: { name: "fireworks", baseUrl: undefined },
    },
  ] as const)("given $what", ({ wish, env, expected }) => {
    expect(chooseProvider(wish, env)).toMatchObject(expected);
  });
});

it.each([
  ["ftp://h/v1", "it must begin with http:// or https://"],
  ["h:80/v1", "it must begin with http:// or https://"],
  ["http://me:pass@h/v1", "it holds a user name or a password"],
  ["http://h/v1#x", "nothing behind its # would reach the service"],
])("refuses the base URL %s", (baseUrl, why) => {
  expect(() => chooseProvider({ baseUrl }, {})).toThrow(`Cannot use the base URL: ${why}.`);
});

it("names the variable that is missing", () => {
  expect(() => needSetting({}, "TOGETHER_API_KEY", "together")).toThrow(/TOGETHER_API_KEY is not set/);
});

it("takes a key without the blanks around it, and refuses one that cannot be sent", () => {
  expect(needSetting({ KEY: " sk-1\n" }, "KEY", "openai")).toBe("sk-1");
  for (const key of ["sk-1\nsk-2", "sk-ключ", "sk-\u00a01"])
    expect(() => needSetting({ KEY: key }, "KEY", "openai")).toThrow(/^Cannot use openai: KEY holds a line break/);
});

it("puts the version behind the suffix, once", () => {
  expect([suffixOf("l4d2-sourcemod", "v7"), suffixOf("l4d2-sourcemod-v7", "v7"), suffixOf(undefined, "v7")]).toEqual([
    "l4d2-sourcemod-v7",
    "l4d2-sourcemod-v7",
    undefined,
  ]);
});
