/**
 * One server of `server.ts`, in a process of its own so that its memory and its processor time are its own:
 * `upstream FOLDER` or `copilot UPSTREAM_URL`. Prints its address, then answers each line on stdin with its memory in MiB.
 */
import { createInterface } from "node:readline";
import { existsSync } from "node:fs";
import { join } from "node:path";

// The build is what users run; without one the source does.
const folder = existsSync(new URL("../../packages/copilot-server/dist/index.js", import.meta.url))
  ? ["dist", "js"]
  : ["src", "ts"];
const packageOf = (name: string): string =>
  new URL(`../../packages/${name}/${folder[0]}/index.${folder[1]}`, import.meta.url).href;

const [role = "", where = ""] = process.argv.slice(2);
process.stdout.write(`${role === "upstream" ? await startUpstream() : await startCopilot()}\n`);
for await (const _line of createInterface({ input: process.stdin })) {
  const { user, system } = process.cpuUsage();
  process.stdout.write(
    `${JSON.stringify({ memory: process.memoryUsage().rss / 1048576, processor: (user + system) / 1e6 })}\n`,
  );
}
process.exit(0);

/** The local provider, with a baseline that was trained on answers with wrong names. */
async function startUpstream(): Promise<string> {
  const { startLocalProvider } = (await import(
    packageOf("local-provider")
  )) as typeof import("../../packages/local-provider/src/index.ts");
  const { baseUrl } = await startLocalProvider({ stateDirectory: join(where, "state") });
  return baseUrl;
}

async function startCopilot(): Promise<string> {
  const { startCopilotServer } = (await import(
    packageOf("copilot-server")
  )) as typeof import("../../packages/copilot-server/src/index.ts");
  const { createRuleGuard, loadRulePacks } = (await import(
    packageOf("sanitizer")
  )) as typeof import("../../packages/sanitizer/src/index.ts");
  const packs = await loadRulePacks([join(import.meta.dirname, "../../data/rules")]);
  const { url } = await startCopilotServer({
    upstream: { baseUrl: where, apiKey: "none" },
    model: process.argv[4] ?? "",
    guard: createRuleGuard(packs.map(({ pack }) => pack)),
    systemPrompt: "off",
    requestsPerMinute: 100_000_000,
    port: 0,
  });
  return `${url}/v1`;
}
