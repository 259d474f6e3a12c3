import { describe, expect, it } from "@jest/globals";
import { providerSettings } from "./provider-settings.ts";

describe("providerSettings", () => {
  it.each([
    { provider: "openai", env: {}, url: "https://api.openai.com/v1" },
    {
      provider: "azure",
      env: { AZURE_OPENAI_ENDPOINT: "https://acme.openai.azure.com/" },
      url: "https://acme.openai.azure.com/openai/v1",
    },
    { provider: "together", env: {}, url: "https://api.together.xyz/v1" },
    { provider: "together", env: { TOGETHER_BASE_URL: "https://gate.test/v1/" }, url: "https://gate.test/v1" },
    { provider: "fireworks", env: {}, url: "https://api.fireworks.ai/inference/v1" },
    { provider: "fireworks", env: { FIREWORKS_BASE_URL: "https://gate.test" }, url: "https://gate.test/inference/v1" },
  ] as const)("say that $provider with $env chats at $url", ({ provider, env, url }) => {
    expect(providerSettings[provider].chatUrl(env)).toBe(url);
  });

  it("ask each service something that it charges nothing for, at the address that the environment gives", () => {
    const env = {
      OPENAI_BASE_URL: "http://127.0.0.1:4310/v1/",
      AZURE_OPENAI_ENDPOINT: "https://acme.openai.azure.com",
      OPENAI_API_VERSION: "2025-04-01-preview",
      FIREWORKS_ACCOUNT_ID: "a/b",
    };
    expect(Object.values(providerSettings).map(({ probe }) => probe(env))).toEqual([
      "http://127.0.0.1:4310/v1/models",
      "https://acme.openai.azure.com/openai/models?api-version=2025-04-01-preview",
      "https://api.together.xyz/v1/models",
      "https://api.fireworks.ai/v1/accounts/a%2Fb/models?pageSize=1",
    ]);
  });

  it("ask nobody where an address is missing", () => {
    expect(providerSettings.azure.probe({ AZURE_OPENAI_API_KEY: "key" })).toBeUndefined();
    expect(providerSettings.fireworks.probe({ FIREWORKS_API_KEY: "key" })).toBeUndefined();
  });
});
