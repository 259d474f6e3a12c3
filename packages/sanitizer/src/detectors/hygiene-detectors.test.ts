import { beforeAll, describe, expect, it } from "@jest/globals";
import { securityFinder } from "../testing/rule-table-fixture.ts";

let found: (code: string) => string[];
beforeAll(async () => {
  found = await securityFinder();
});

describe("sizes and secrets", () => {
  it.each([
    [
      "a size that is longer than the buffer",
      "security-buffer-size",
      'void F(int c) { char n[32]; Format(n, 64, "%d", c); }',
    ],
    [
      "a size that is longer than a defined one",
      "security-buffer-size",
      '#define SZ 32\nvoid F(int c) { char n[SZ]; Format(n, 64, "%d", c); }',
    ],
    [
      "a size that is written as a number",
      "security-buffer-size",
      'void F(int c) { char n[64]; Format(n, 64, "%d", c); }',
    ],
    [
      "the size of a longer buffer",
      "security-buffer-size",
      'void F(int c) { char a[64], b[32]; Format(b, sizeof(a), "%d", c); }',
    ],
    [
      "a size that is written as a number, for a buffer outside of functions",
      "security-buffer-size",
      'char n[64];\nvoid F(int c) { Format(n, 64, "%d", c); }\nvoid G(char[] n) { n[0] = 0; }',
    ],
    ["a key", "security-secret", 'char g_key[] = "sk-proj-abcdefghijklmnopqrstuvwxyz";'],
    ["a define that is named as a key", "security-secret", '#define API_KEY "a1b2c3d4e5f6a7b8"'],
    [
      "a web hook",
      "security-secret",
      'static const char url[] = "https://discord.com/api/webhooks/123456/abcdefghijklmnopqrstuvwxyz";',
    ],
    ["a password in the log", "security-secret", 'void F() { LogMessage("pw %s", g_sPassword); }'],
    ["a key as a default", "security-secret", 'g_cvKey = CreateConVar("sm_api_key", "a1b2c3d4e5f6a7b8", "key");'],
    ["a password for a database", "security-secret", 'kv.SetString("password", "hunter2hunter2");'],
    [
      "a password for a database, in the old syntax",
      "security-secret",
      'KvSetString(kv, "password", "hunter2hunter2");',
    ],
    ["a password of the console", "security-secret", 'ServerCommand("rcon_password hunter2secret");'],
  ])("is reported: %s, by %s", (_name, rule, code) => {
    expect(found(code)).toEqual([rule]);
  });

  it.each([
    ["the size of the buffer itself", 'void F(int c) { char n[64]; Format(n, sizeof(n), "%d", c); }'],
    ["the size of a parameter", 'void F(char[] n) { Format(n, 64, "x"); }'],
    [
      "the size of a parameter that another function has as a buffer",
      'void F(char[] n) { Format(n, 64, "x"); }\nvoid G() { char n[64]; Format(n, sizeof(n), "x"); }',
    ],
    [
      "the size of a buffer that is made while the code runs",
      'void F(int c) { char[] n = new char[64]; Format(n, 64, "%d", c); }\nvoid G() { char n[64]; Format(n, sizeof(n), "x"); }',
    ],
    [
      "the size of a buffer that is shorter in another function",
      'void F(int c) { char a[64], b[64]; Format(b, sizeof(a), "%d", c); }\nvoid G() { char b[32]; Format(b, sizeof(b), "x"); }',
    ],
    ["a console variable for a password", 'g_cv = CreateConVar("sm_password", "", "pw");'],
    ["the name of a password", 'kv.GetString("password", g_sPass, sizeof(g_sPass), "nothing at all");'],
    ["a key that is no secret", 'kv.SetString("database", "sourcemod_stats");'],
    ["a placeholder", '#define API_KEY "YOUR_API_KEY_HERE"'],
  ])("is no finding: %s", (_name, code) => {
    expect(found(code)).toEqual([]);
  });
});
