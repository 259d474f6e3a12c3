import type { ProviderName } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import { setting } from "../training/choose-provider.ts";

/** Whether a provider answers. */
export interface Reach {
  readonly provider: ProviderName;
  readonly answers: boolean;
  /** In a few words, without an address or a key. */
  readonly detail: string;
}

interface Question {
  readonly provider: ProviderName;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Longest wait for one provider. */
const timeoutMs = 5000;

/** Asks every provider that the environment has a key or an address for, all at once, for something that costs nothing. */
export async function reachProviders(context: Pick<CliContext, "env" | "signal">): Promise<readonly Reach[]> {
  return Promise.all(questionsOf(context.env).map((question) => ask(question, context.signal)));
}

function questionsOf(env: CliContext["env"]): Question[] {
  const questions: Question[] = [];
  const bearer = (name: string): Record<string, string> => ({
    authorization: `Bearer ${setting(env, name) ?? "none"}`,
  });
  const trimmed = (url: string): string => url.replace(/\/+$/, "");
  const openai = setting(env, "OPENAI_BASE_URL");
  if (openai !== undefined || setting(env, "OPENAI_API_KEY") !== undefined) {
    const url = `${trimmed(openai ?? "https://api.openai.com/v1")}/models`;
    questions.push({ provider: "openai", url, headers: bearer("OPENAI_API_KEY") });
  }
  const endpoint = setting(env, "AZURE_OPENAI_ENDPOINT");
  const azureKey = setting(env, "AZURE_OPENAI_API_KEY");
  if (endpoint !== undefined && azureKey !== undefined) {
    const version = encodeURIComponent(setting(env, "OPENAI_API_VERSION") ?? "2024-10-21");
    const url = `${trimmed(endpoint)}/openai/models?api-version=${version}`;
    questions.push({ provider: "azure", url, headers: { "api-key": azureKey } });
  }
  if (setting(env, "TOGETHER_API_KEY") !== undefined) {
    const url = `${trimmed(setting(env, "TOGETHER_BASE_URL") ?? "https://api.together.xyz/v1")}/models`;
    questions.push({ provider: "together", url, headers: bearer("TOGETHER_API_KEY") });
  }
  const account = setting(env, "FIREWORKS_ACCOUNT_ID");
  if (setting(env, "FIREWORKS_API_KEY") !== undefined && account !== undefined) {
    const base = trimmed(setting(env, "FIREWORKS_BASE_URL") ?? "https://api.fireworks.ai");
    const url = `${base}/v1/accounts/${encodeURIComponent(account)}/models?pageSize=1`;
    questions.push({ provider: "fireworks", url, headers: bearer("FIREWORKS_API_KEY") });
  }
  return questions;
}

async function ask({ provider, url, headers }: Question, signal: AbortSignal): Promise<Reach> {
  const no = (detail: string): Reach => ({ provider, answers: false, detail: `${provider} ${detail}` });
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const answer = await fetch(url, { headers, signal: limit, redirect: "error" });
    await answer.body?.cancel();
    if (answer.ok) return { provider, answers: true, detail: `${provider} answers and takes the key` };
    if (answer.status === 401 || answer.status === 403) return no(`refuses the key (status ${answer.status})`);
    return no(`answers with status ${answer.status}`);
  } catch (error) {
    if (signal.aborted) throw error;
    return no(`does not answer within ${timeoutMs / 1000} s`);
  }
}
