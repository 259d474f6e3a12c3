/**
 * A launch in a process of its own, which kills itself at a given step. Started by the kill test as
 * `node launch-child.ts <provider> <base URL> <data folder> <step to die at; 0 for never>`; it prints the number of steps.
 */
import { launchJob } from "../launch/launch-job.ts";
import type { TrainingProvider } from "../training-provider.ts";
import { samplePlan } from "./sample-dataset.ts";

const [name = "", baseUrl = "", data = "", killAt = "0"] = process.argv.slice(2);
const apiKey = "sk-test-key-of-nobody";

/** Imported when chosen: the SDK takes longer to load than everything else. */
async function chooseProvider(): Promise<TrainingProvider> {
  if (name === "openai") {
    const { createOpenAIProvider } = await import("../providers/openai/openai-provider.ts");
    return createOpenAIProvider({ apiKey, baseUrl, partThresholdBytes: 1024, partBytes: 768 });
  }
  if (name === "together") {
    const { createTogetherProvider } = await import("../providers/together/together-provider.ts");
    return createTogetherProvider({ apiKey, baseUrl });
  }
  const { createFireworksProvider } = await import("../providers/fireworks/fireworks-provider.ts");
  return createFireworksProvider({ apiKey, baseUrl, account: "acme" });
}

let step = 0;
await launchJob({
  provider: await chooseProvider(),
  data,
  plan: samplePlan(data),
  toolVersion: "0.1.0",
  confirm: async () => true,
  settleDelaysMs: [1, 1],
  retry: { minDelayMs: 1, maxDelayMs: 5 },
  hook: () => {
    step += 1;
    if (step === Number(killAt)) process.kill(process.pid, "SIGKILL");
  },
});
process.stdout.write(String(step));
