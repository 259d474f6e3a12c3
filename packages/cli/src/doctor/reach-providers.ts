import type { ProviderName } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import { providerSettings, type RemoteProvider, setting } from "../training/provider-settings.ts";

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
  return Object.entries(providerSettings).flatMap(([name, { key, probe, keyHeader }]) => {
    const provider = name as RemoteProvider;
    const value = setting(env, key);
    const isOwnServer = provider === "openai" && setting(env, "OPENAI_BASE_URL") !== undefined;
    const url = value !== undefined || isOwnServer ? probe(env) : undefined;
    return url === undefined ? [] : [{ provider, url, headers: keyHeader(value ?? "none") }];
  });
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
