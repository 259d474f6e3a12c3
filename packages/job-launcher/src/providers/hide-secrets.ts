import { ProviderFailure } from "../provider-failure.ts";
import type { RemoteEvent, TrainingProvider } from "../training-provider.ts";

/** What a key is replaced with. */
const hidden = "[hidden]";
/** Shorter ones are placeholders such as `local`, which stand in ordinary text too. */
const minSecretLength = 8;

/**
 * A provider from which the caller's own keys never come back.
 *
 * Services quote the key that they refuse, in errors, events and even in the error of a job, and a key of a company's own gateway
 * looks like nothing that a pattern could know. So every answer and every failure is searched for the exact value.
 */
export function hideSecrets(provider: TrainingProvider, keys: readonly string[]): TrainingProvider {
  const secrets = keys.filter((key) => key.length >= minSecretLength);
  if (secrets.length === 0) return provider;
  const hide = (text: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text);
  const guard = async <Value>(answer: Promise<Value>): Promise<Value> => {
    try {
      return hideDeep(await answer, hide);
    } catch (error) {
      throw hideInError(error, hide);
    }
  };
  return {
    name: provider.name,
    capabilities: provider.capabilities,
    findFile: (file, options) => guard(provider.findFile(file, options)),
    upload: (file, options) => guard(provider.upload(file, options)),
    retrieveFile: (id, options) => guard(provider.retrieveFile(id, options)),
    findJob: (search, options) => guard(provider.findJob(search, options)),
    createJob: (request, options) => guard(provider.createJob(request, options)),
    retrieveJob: (id, options) => guard(provider.retrieveJob(id, options)),
    async *events(id, options): AsyncGenerator<RemoteEvent> {
      try {
        for await (const event of provider.events(id, options)) yield hideDeep(event, hide);
      } catch (error) {
        throw hideInError(error, hide);
      }
    },
    checkpoints: (id, options) => guard(provider.checkpoints(id, options)),
    metrics: (job, options) => guard(provider.metrics(job, options)),
    cancel: (id, options) => guard(provider.cancel(id, options)),
    pause: (id, options) => guard(provider.pause(id, options)),
    resume: (id, options) => guard(provider.resume(id, options)),
    modelInfo: (model, options) => guard(provider.modelInfo(model, options)),
  };
}

/** The same value with every text in it cleaned; answers are plain data. */
function hideDeep<Value>(value: Value, hide: (text: string) => string): Value {
  const clean = (inner: unknown): unknown => {
    if (typeof inner === "string") return hide(inner);
    if (Array.isArray(inner)) return inner.map(clean);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, entry]) => [hide(key), clean(entry)]));
  };
  // Texts stay texts and keys stay keys, so the shape is the same.
  return clean(value) as Value;
}

function hideInError(error: unknown, hide: (text: string) => string): unknown {
  if (!(error instanceof ProviderFailure)) return error;
  const { kind, provider, status, retryAfterMs } = error;
  const clean = (text: string | undefined): string | undefined => (text === undefined ? undefined : hide(text));
  return new ProviderFailure(hide(error.message), {
    kind,
    provider,
    status,
    retryAfterMs,
    code: clean(error.code),
    param: clean(error.param),
    requestId: clean(error.requestId),
    cause: error.cause,
  });
}
